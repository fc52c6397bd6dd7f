using System.Text;
using static TorchSharp.torch;

namespace TorchSharp.Native;

/// <summary>A managed operator argument; keeps its tensors alive and its arrays pinnable during the call.</summary>
internal readonly struct Argument
{
    internal readonly object? Owner;
    internal readonly Array? Elements;
    internal readonly NativeValue Value;

    private Argument(ValueKind kind, long payload, int aux = 0, object? owner = null, Array? elements = null)
    {
        Value = new NativeValue { Kind = kind, Aux = aux, Payload = payload };
        Owner = owner;
        Elements = elements;
    }

    internal static Argument None => default;

    public static implicit operator Argument(Tensor? value)
        => value is null ? None : new(ValueKind.Tensor, value.Handle, owner: value);

    public static implicit operator Argument(long value) => new(ValueKind.Int, value);

    public static implicit operator Argument(long? value) => value is { } given ? given : None;

    public static implicit operator Argument(double value) => new(ValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Argument(bool value) => new(ValueKind.Bool, value ? 1 : 0);

    public static implicit operator Argument(Scalar? value) => value is null ? None : value.ToArgument();

    public static implicit operator Argument(ScalarType value) => (long)value;

    public static implicit operator Argument(ScalarType? value) => value is { } given ? (long)given : None;

    public static implicit operator Argument(Device? value)
        => value is null ? None : new(ValueKind.Device, value.index, (int)value.type);

    public static implicit operator Argument(Generator? value)
        => value is null ? None : new(ValueKind.Generator, value.Handle, owner: value);

    public static implicit operator Argument(long[] value) => new(ValueKind.IntList, 0, value.Length, elements: value);

    public static implicit operator Argument(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        return new(ValueKind.String, 0, bytes.Length, elements: bytes);
    }

    internal static Argument List(IReadOnlyList<Tensor> tensors)
        => new(ValueKind.TensorList, 0, tensors.Count, tensors, Handles(tensors));

    internal static Argument OptionalList(IReadOnlyList<Tensor?> tensors)
        => new(ValueKind.OptionalTensorList, 0, tensors.Count, tensors, Handles(tensors));

    internal static IntPtr[] Handles(IReadOnlyList<Tensor?> tensors)
    {
        var handles = new IntPtr[tensors.Count];
        for (var i = 0; i < handles.Length; i++)
        {
            handles[i] = tensors[i]?.Handle ?? IntPtr.Zero;
        }
        return handles;
    }
}
