using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number of some element type on its way into an operator.</summary>
public sealed class Scalar : IDisposable
{
    private readonly long _integer;
    private readonly double _real;

    internal Scalar(long value, torch.ScalarType type)
    {
        _integer = value;
        _real = value;
        Type = type;
    }

    internal Scalar(double value, torch.ScalarType type)
    {
        _integer = (long)value;
        _real = value;
        Type = type;
    }

    public torch.ScalarType Type { get; }

    internal long Integer => _integer;

    internal double Real => _real;

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    public void Dispose()
    {
    }

    internal Argument ToArgument()
    {
        if (Type == torch.ScalarType.Bool)
        {
            return _integer != 0;
        }
        // Not one conditional expression: its branches would meet in double and integers would lose their type.
        return Type.IsFloatingPoint() ? (Argument)_real : (Argument)_integer;
    }
}

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => new((long)value, torch.ScalarType.Byte);

    public static Scalar ToScalar(this sbyte value) => new((long)value, torch.ScalarType.Int8);

    public static Scalar ToScalar(this short value) => new((long)value, torch.ScalarType.Int16);

    public static Scalar ToScalar(this int value) => new((long)value, torch.ScalarType.Int32);

    public static Scalar ToScalar(this long value) => new(value, torch.ScalarType.Int64);

    public static Scalar ToScalar(this float value) => new((double)value, torch.ScalarType.Float32);

    public static Scalar ToScalar(this double value) => new(value, torch.ScalarType.Float64);

    public static Scalar ToScalar(this bool value) => new(value ? 1L : 0L, torch.ScalarType.Bool);

    public static float ToSingle(this Scalar value) => (float)value.Real;

    public static double ToDouble(this Scalar value) => value.Real;

    public static byte ToByte(this Scalar value) => (byte)value.Integer;

    public static int ToInt32(this Scalar value) => (int)value.Integer;

    public static long ToInt64(this Scalar value) => value.Integer;

    public static bool ToBoolean(this Scalar value) => value.Type.IsFloatingPoint() ? value.Real != 0 : value.Integer != 0;
}
