using System.Runtime.InteropServices;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What a replay found.</summary>
/// <param name="Ticks">Ticks compared.</param>
/// <param name="Identical">Whether every observation had the same bits.</param>
/// <param name="FirstDifference">The first tick that had not; −1 if none.</param>
/// <param name="TornBytes">Bytes after the last whole record, which were dropped.</param>
public sealed record ReplayResult(long Ticks, bool Identical, long FirstDifference, long TornBytes);

/// <summary>Runs a logged session again: the same resets, the same actions, and every observation compared bit for bit.</summary>
public static class RunLogReplay
{
    /// <summary>Replays a log in an environment.</summary>
    /// <exception cref="InputException">The log is of another environment or physics model.</exception>
    public static ReplayResult Verify(string path, IEnvironment environment, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        using var log = new RunLogReader(path);
        RequireSame(path, "environment", log.Header.Environment, environment.Spec.Name);
        RequireSame(path, "model_hash", log.Header.ModelHash, environment.Spec.ModelHash);
        var observation = new float[log.Header.ObservationDim];
        var (ticks, firstDifference) = (0L, -1L);
        while (log.TryRead(out var tick))
        {
            cancellation.ThrowIfCancellationRequested();
            if (tick.EpisodeStep == 0)
                environment.Reset(tick.TaskId, tick.EpisodeSeed).Observation.CopyTo(observation);
            if (firstDifference < 0 && !SameBits(observation, tick.Observation))
                firstDifference = tick.Tick;
            environment.Step(tick.Action).Observation.CopyTo(observation);
            ticks++;
        }
        return new ReplayResult(ticks, firstDifference < 0, firstDifference, log.TornBytes);
    }

    // As bytes, because NaN differs from itself and −0 equals 0.
    private static bool SameBits(ReadOnlySpan<float> left, ReadOnlySpan<float> right) =>
        MemoryMarshal.AsBytes(left).SequenceEqual(MemoryMarshal.AsBytes(right));

    private static void RequireSame(string path, string field, string found, string expected)
    {
        if (found != expected)
            throw new InputException($"{path}: {field}: expected {expected}, found {found}; replay it in the environment it was recorded in");
    }
}
