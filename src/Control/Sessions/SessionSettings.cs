using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>How an interactive session goes.</summary>
public sealed record SessionSettings
{
    /// <summary>The task every episode poses; null takes them in turn.</summary>
    public int? TaskId { get; init; }

    /// <summary>Seed of the first episode; the following ones count up.</summary>
    public ulong Seed { get; init; }

    /// <summary>Run log to write; null for none. Branches go beside it.</summary>
    public string? LogPath { get; init; }

    /// <summary>Simulated seconds per second; infinity for as fast as the machine can.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Whether it begins with time standing still.</summary>
    public bool Paused { get; init; }

    /// <summary>Bytes of the past that are kept in memory; the log on disk has all of it.</summary>
    public long HistoryBytes { get; init; } = 64 << 20;

    /// <summary>Policy calls before the first tick, so that compiled code and caches are warm.</summary>
    public int WarmUpTicks { get; init; } = 500;

    /// <exception cref="InputException">A value no session can have.</exception>
    internal void Validate(EnvironmentSpec environment)
    {
        if (TaskId is { } task && (task < 1 || task > environment.Tasks.Count))
            throw new InputException($"{environment.Name}: there is no task {task}; its tasks are 1 to {environment.Tasks.Count}");
        SessionClock.RequireSpeed(Speed);
    }
}
