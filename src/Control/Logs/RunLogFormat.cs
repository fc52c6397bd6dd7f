using System.Numerics;
using System.Runtime.InteropServices;

namespace HiqlRobotics.Control;

/// <summary>
/// The bytes of a run log: eight of magic, then records of (length, CRC-32C of the payload, payload), little-endian. The
/// first payload is the header as JSON. Every other one begins with its <see cref="RecordKind"/>: a tick is what
/// <see cref="TickCodec"/> makes of it, an event is a line of text (a <see cref="Contracts.SessionCommand"/>) that took
/// effect before the tick that follows it.
/// </summary>
internal static class RunLogFormat
{
    public const int FrameBytes = 8;

    /// <summary>No record is as long; a larger length is a damaged one.</summary>
    public const int MaxPayload = 1 << 20;

    public static ReadOnlySpan<byte> Magic => "HIQLLOG\n"u8;

    public static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (var word in words)
            crc = BitOperations.Crc32C(crc, word);
        foreach (var last in bytes[(words.Length * sizeof(ulong))..])
            crc = BitOperations.Crc32C(crc, last);
        return ~crc;
    }
}

/// <summary>What a record after the header holds; its first four bytes.</summary>
internal enum RecordKind
{
    Tick = 1,
    Event = 2,
}
