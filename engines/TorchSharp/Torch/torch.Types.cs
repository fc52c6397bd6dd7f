using System.Diagnostics.CodeAnalysis;

namespace TorchSharp;

public static partial class torch
{
    public static readonly ScalarType uint8 = ScalarType.Byte;
    public static readonly ScalarType int8 = ScalarType.Int8;
    public static readonly ScalarType int16 = ScalarType.Int16;
    public static readonly ScalarType int32 = ScalarType.Int32;
    public static readonly ScalarType int64 = ScalarType.Int64;
    public static readonly ScalarType float16 = ScalarType.Float16;
    public static readonly ScalarType float32 = ScalarType.Float32;
    public static readonly ScalarType float64 = ScalarType.Float64;
    public static readonly ScalarType @bool = ScalarType.Bool;
    public static readonly ScalarType @long = ScalarType.Int64;
    public static readonly ScalarType @float = ScalarType.Float32;
    public static readonly ScalarType @double = ScalarType.Float64;

    /// <summary>Element types, numbered as in libtorch.</summary>
    [SuppressMessage("Design", "CA1028", Justification = "The original's underlying type.")]
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int8 = 1,
        Int16 = 2,
        Int32 = 3,
        Int64 = 4,
        Float16 = 5,
        Float32 = 6,
        Float64 = 7,
        ComplexFloat32 = 9,
        ComplexFloat64 = 10,
        Bool = 11,
        BFloat16 = 15,
    }

    public static ScalarType get_default_dtype() => ScalarType.Float32;

    public static bool is_integral(ScalarType type) => type.IsIntegral();

    public static bool is_floating_point(ScalarType type) => type.IsFloatingPoint();

    internal static ScalarType ToScalarType(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => ScalarType.Byte,
        TypeCode.SByte => ScalarType.Int8,
        TypeCode.Int16 => ScalarType.Int16,
        TypeCode.Int32 => ScalarType.Int32,
        TypeCode.Int64 => ScalarType.Int64,
        TypeCode.Single => ScalarType.Float32,
        TypeCode.Double => ScalarType.Float64,
        TypeCode.Boolean => ScalarType.Bool,
        _ => throw new NotSupportedException($"The type {type} is not supported."),
    };
}

public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
    META = 14,
}

internal static class ScalarTypeQuestions
{
    internal static bool IsIntegral(this torch.ScalarType type)
        => type is <= torch.ScalarType.Int64 or torch.ScalarType.Bool;

    internal static bool IsFloatingPoint(this torch.ScalarType type)
        => type is torch.ScalarType.Float16 or torch.ScalarType.Float32 or torch.ScalarType.Float64 or torch.ScalarType.BFloat16;
}
