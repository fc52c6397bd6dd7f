using System.Runtime.InteropServices;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What a replay found.</summary>
/// <param name="Ticks">Ticks compared.</param>
/// <param name="Identical">Whether every one had the same bits.</param>
/// <param name="FirstDifference">The first tick that had not; −1 if none.</param>
/// <param name="TornBytes">Bytes after the last whole record, which were dropped.</param>
/// <param name="DecisionsChecked">Whether the controller was asked again too, or its logged actions were believed.</param>
public sealed record ReplayResult(long Ticks, bool Identical, long FirstDifference, long TornBytes, bool DecisionsChecked = false);

/// <summary>
/// Runs a logged session again: the same resets and interferences, the same actions, and every observation and state
/// compared bit for bit.
/// </summary>
public static class RunLogReplay
{
    /// <summary>Replays a log in an environment, believing its actions.</summary>
    /// <exception cref="InputException">The log is of another environment or physics model, or holds what this environment cannot do.</exception>
    public static ReplayResult Verify(string path, IEnvironment environment, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        using var log = Open(path, environment.Spec);
        var world = new ReplayedWorld(path, environment, log.Header);
        var (ticks, firstDifference) = (0L, -1L);
        while (log.TryRead(out var tick))
        {
            cancellation.ThrowIfCancellationRequested();
            world.Prepare(tick, log.Events, isFirst: ticks == 0);
            if (firstDifference < 0 && !world.Equals(tick))
                firstDifference = tick.Tick;
            world.Step(tick.Action);
            ticks++;
        }
        return new ReplayResult(ticks, firstDifference < 0, firstDifference, log.TornBytes);
    }

    /// <summary>Replays the log of an interactive session and asks the controller again for every decision.</summary>
    /// <param name="path">The log.</param>
    /// <param name="environment">Of the log's name.</param>
    /// <param name="controller">Of the log's bundle; belongs to the replay from here on.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputException">The log is of another environment, model or bundle, or of a run that was no session.</exception>
    public static ReplayResult VerifyDecisions(
        string path, IInteractiveEnvironment environment, SessionController controller, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(controller);
        using var log = Open(path, environment.Spec);
        RequireSession(path, log.Header, controller);
        using var session = new InteractiveSession(environment, controller, new SessionSettings { Seed = log.Header.Seed, TaskId = log.Header.TaskId, HistoryBytes = 0 });
        var (ticks, firstDifference) = (0L, -1L);
        while (log.TryRead(out var tick))
        {
            cancellation.ThrowIfCancellationRequested();
            session.Follow(tick, log.Events, restore: ticks == 0 && log.Header.Parent is not null);
            if (firstDifference < 0 && !session.LastTickEquals(tick))
                firstDifference = tick.Tick;
            ticks++;
        }
        return new ReplayResult(ticks, firstDifference < 0, firstDifference, log.TornBytes, DecisionsChecked: true);
    }

    // As bytes, because NaN differs from itself and −0 equals 0.
    internal static bool SameBits(ReadOnlySpan<float> left, ReadOnlySpan<float> right) =>
        MemoryMarshal.AsBytes(left).SequenceEqual(MemoryMarshal.AsBytes(right));

    internal static void RequireSession(string path, RunLogHeader header, SessionController controller)
    {
        RequireSame(path, "bundle_sha256", header.BundleSha256, controller.BundleSha256, "open it with the bundle it was recorded with");
        RequireSame(path, "graph", Switch(header.Graph), Switch(controller.FollowsGraph), $"open it with the graph {Switch(header.Graph)}");
        if (header.EnvironmentStateBytes == 0)
            throw new InputException($"{path}: environment_state_bytes: 0, so this is no interactive session; `hiql replay` without --bundle verifies it");
    }

    internal static RunLogReader Open(string path, EnvironmentSpec environment)
    {
        var log = new RunLogReader(path);
        try
        {
            const string mend = "replay it in the environment it was recorded in";
            RequireSame(path, "environment", log.Header.Environment, environment.Name, mend);
            RequireSame(path, "model_hash", log.Header.ModelHash, environment.ModelHash, mend);
            return log;
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    private static void RequireSame(string path, string field, string found, string expected, string mend)
    {
        if (found != expected)
            throw new InputException($"{path}: {field}: expected {expected}, found {(found.Length > 0 ? found : "none")}; {mend}");
    }

    private static string Switch(bool? on) => on is true ? "on" : "off";
}
