using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace HiqlRobotics.Control;

/// <summary>
/// The bytes of a run log: eight of magic, then records of (length, CRC-32C of the payload, payload), little-endian. The
/// first payload is the header as JSON; each other one is a <see cref="TickPrefix"/> and the floats of the tick.
/// </summary>
internal static class RunLogFormat
{
    public const int FrameBytes = 8;

    /// <summary>No record is as long; a larger length is a damaged one.</summary>
    public const int MaxPayload = 1 << 20;

    public static ReadOnlySpan<byte> Magic => "HIQLLOG\n"u8;

    public static int TickBytes(RunLogHeader header) =>
        Unsafe.SizeOf<TickPrefix>() + sizeof(float) * (header.ObservationDim + header.GoalDim + header.SubgoalDim + header.ActionDim);

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

    /// <summary>The fixed part of a tick.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    internal struct TickPrefix
    {
        public long Tick;
        public ulong EpisodeSeed;
        public long Lateness, PolicyTime, ComputeTime;
        public int Episode, EpisodeStep, TaskId;
        public byte State, Fault, IsLast, Success;
    }
}
