using System.Buffers.Binary;
using System.Numerics;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>Changes a run log so that every checksum is right and one thing is not true.</summary>
internal static class RunLogForgery
{
    private const int MagicBytes = 8, FrameBytes = 8;

    /// <summary>Flips the lowest bit of the first action of a tick.</summary>
    public static void FlipAction(string path, long tick)
    {
        var action = ActionOf(path, tick);
        var log = File.ReadAllBytes(path);
        for (var frame = MagicBytes; frame < log.Length;)
        {
            var payload = log.AsSpan(frame + FrameBytes, BinaryPrimitives.ReadInt32LittleEndian(log.AsSpan(frame)));
            // Ticks are told apart by their states, so these bytes are there once.
            if (payload.IndexOf(action) is var at and >= 0)
            {
                payload[at + action.Length - sizeof(float)] ^= 1;
                BinaryPrimitives.WriteUInt32LittleEndian(log.AsSpan(frame + sizeof(int)), Crc32C(payload));
                AtomicFile.WriteAllBytes(path, log);
                return;
            }
            frame += FrameBytes + payload.Length;
        }
        Assert.Fail($"{path}: tick {tick} is not there");
    }

    // With the observation, the goal and the subgoal that stand before it.
    private static byte[] ActionOf(string path, long number)
    {
        using var reader = new RunLogReader(path);
        while (reader.TryRead(out var tick))
            if (tick.Tick == number)
                return System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>([.. tick.Observation, .. tick.Goal, .. tick.Subgoal, tick.Action[0]]).ToArray();
        throw new InvalidOperationException($"{path}: there is no tick {number}");
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
