using System.Buffers.Binary;
using System.Numerics;

namespace HiqlRobotics.Learning.Logging;

/// <summary>
/// TensorFlow's record framing: length, its masked CRC-32C, content, its masked CRC-32C
/// (<c>tensorflow/core/lib/io/record_writer.h</c>).
/// </summary>
internal static class TensorBoardRecord
{
    private const int LengthBytes = sizeof(ulong);
    private const int CrcBytes = sizeof(uint);

    /// <summary>Bytes before the content.</summary>
    private const int Head = LengthBytes + CrcBytes;

    /// <summary>Frames one record.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> content)
    {
        var record = new byte[Head + content.Length + CrcBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(record, (ulong)content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(LengthBytes), MaskedCrc(record.AsSpan(0, LengthBytes)));
        content.CopyTo(record.AsSpan(Head));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(Head + content.Length), MaskedCrc(content));
        return record;
    }

    /// <summary>Every whole record of a file, with the offset behind it; stops at the first broken one.</summary>
    public static IEnumerable<(ReadOnlyMemory<byte> Content, long End)> Whole(byte[] file)
    {
        for (var start = 0; ContentLength(file, start) is { } length; start += Head + length + CrcBytes)
            yield return (file.AsMemory(start + Head, length), start + Head + length + CrcBytes);
    }

    private static int? ContentLength(byte[] file, int start)
    {
        if (file.Length - start < Head + CrcBytes)
            return null;
        var length = BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(start));
        if (length > (ulong)(file.Length - start - Head - CrcBytes))
            return null;
        var stored = BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(start + Head + (int)length));
        return stored == MaskedCrc(file.AsSpan(start + Head, (int)length)) ? (int)length : null;
    }

    // Masked, because a checksum over data that itself holds checksums is weak.
    private static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
