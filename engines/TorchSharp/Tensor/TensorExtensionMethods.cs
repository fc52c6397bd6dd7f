using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

public static class TensorExtensionMethods
{
    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();

    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();

    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();

    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();

    public static bool ToBoolean(this Tensor value) => value.ToScalar().ToBoolean();

    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);

    /// <summary>Writes type, shape and bytes as TorchSharp's own files have them.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer)
    {
        using var scope = NewDisposeScope();
        var plain = tensor.cpu().contiguous();
        writer.Encode((int)plain.dtype);
        var shape = plain.shape;
        writer.Encode(shape.Length);
        foreach (var length in shape)
        {
            writer.Encode(length);
        }
        writer.Write(plain.bytes);
    }

    /// <exception cref="ArgumentException">The stored type or shape is not this tensor's.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false)
    {
        var type = (ScalarType)reader.Decode();
        var shape = new long[reader.Decode()];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.Decode();
        }
        if (!skip && (type != tensor.dtype || !shape.AsSpan().SequenceEqual(tensor.shape)))
        {
            throw new ArgumentException(
                $"Mismatched tensor while loading: stored {type} [{string.Join(", ", shape)}], expected {tensor.dtype} [{string.Join(", ", tensor.shape)}].");
        }
        Fill(tensor, type, shape, reader, skip);
    }

    private static void Fill(Tensor tensor, ScalarType type, long[] shape, BinaryReader reader, bool skip)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var stored = empty(shape, type);
        reader.BaseStream.ReadExactly(stored.bytes);
        if (!skip)
        {
            tensor.copy_(stored);
        }
    }
}
