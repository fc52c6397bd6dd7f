using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What a control run did and how well it kept time; serialised as it is by <c>hiql run --json</c>.</summary>
public sealed record ControlReport
{
    /// <summary>Ticks executed.</summary>
    public required long Ticks { get; init; }

    /// <summary>Grid points that passed without a tick.</summary>
    public required long Missed { get; init; }

    /// <summary>Ticks that ran past the next deadline; each misses one grid point or more.</summary>
    public required long Overruns { get; init; }

    /// <summary>Ticks per second that were asked for.</summary>
    public required double RateHz { get; init; }

    /// <summary>|wake-up − deadline|, µs; zeros in lock-step.</summary>
    public required Percentiles PeriodErrorUs { get; init; }

    /// <summary>Work of a tick (policy, filter, step), µs: what has to fit into a period.</summary>
    public required Percentiles ComputeUs { get; init; }

    /// <summary>Policy and filter alone, µs.</summary>
    public required Percentiles PolicyUs { get; init; }

    /// <summary>Managed memory the ticks allocated on the control thread, episode resets excluded.</summary>
    public required double AllocatedBytesPerTick { get; init; }

    /// <summary>How often the manager was asked.</summary>
    public required long ManagerCalls { get; init; }

    /// <summary>The landmark graph that was followed; null for none.</summary>
    public GraphSettings? Graph { get; init; }

    /// <summary>Episodes that ended.</summary>
    public required int Episodes { get; init; }

    /// <summary>Episodes that ended with the task satisfied.</summary>
    public required int EpisodesSucceeded { get; init; }

    /// <summary>Whether the task was satisfied at least once.</summary>
    public bool Success => EpisodesSucceeded > 0;

    /// <summary>How the controller stood at the end.</summary>
    public required ControlState State { get; init; }

    /// <summary>The last fault; after a safe stop, the one that latched it.</summary>
    public required ControlFault Fault { get; init; }

    /// <summary>The tick at which a safe stop latched; −1 if none did.</summary>
    public required long StoppedAtTick { get; init; }

    /// <summary>Ticks with non-finite numbers.</summary>
    public required long Faults { get; init; }

    /// <summary>Ticks whose action was clipped to its bounds.</summary>
    public required long Clipped { get; init; }

    /// <summary>Ticks whose action was rate limited.</summary>
    public required long RateLimited { get; init; }

    /// <summary>Whether a person ended the run.</summary>
    public required bool Interrupted { get; init; }

    /// <summary>Whether the control thread had a real-time class, its own processor and locked memory.</summary>
    public bool RealTime { get; init; }

    /// <summary>What was granted, or what was not and how to mend it.</summary>
    public string RealTimeDetails { get; init; } = "not asked for";

    /// <summary>Collections during the run; each stops every managed thread.</summary>
    public required GarbageCollections Gc { get; init; }
}

/// <summary>Collections by generation, and how long they held all threads.</summary>
/// <param name="Gen0">Collections of generation 0.</param>
/// <param name="Gen1">Collections of generation 1.</param>
/// <param name="Gen2">Collections of generation 2.</param>
/// <param name="PauseMs">Total pause, milliseconds.</param>
public sealed record GarbageCollections(int Gen0, int Gen1, int Gen2, double PauseMs)
{
    /// <summary>Totals since the process began.</summary>
    public static GarbageCollections Now() => new(
        GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2), GC.GetTotalPauseDuration().TotalMilliseconds);

    /// <summary>What happened since an earlier reading.</summary>
    public GarbageCollections Since(GarbageCollections earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new(Gen0 - earlier.Gen0, Gen1 - earlier.Gen1, Gen2 - earlier.Gen2, PauseMs - earlier.PauseMs);
    }
}
