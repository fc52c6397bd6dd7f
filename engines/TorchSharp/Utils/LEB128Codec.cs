namespace TorchSharp.Utils;

/// <summary>Little-endian base-128 numbers, the integers of TorchSharp's own file format.</summary>
internal static class LEB128Codec
{
    internal static void Encode(this BinaryWriter writer, long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            writer.Write((byte)(value | 0x80));
        }
        writer.Write((byte)value);
    }

    /// <exception cref="InvalidDataException">The number does not end within nine bytes.</exception>
    internal static long Decode(this BinaryReader reader)
    {
        var value = 0L;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var part = reader.ReadByte();
            value |= (long)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException("a LEB128 number does not end");
    }
}
