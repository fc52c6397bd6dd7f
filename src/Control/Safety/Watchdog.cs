namespace HiqlRobotics.Control;

/// <summary>How the controller stands.</summary>
public enum ControlState
{
    /// <summary>The policy's actions are sent.</summary>
    Running,

    /// <summary>The last tick was faulty or late; its action was held, or came late.</summary>
    Degraded,

    /// <summary>Latched: the safe action is sent until the run ends.</summary>
    SafeStop,
}

/// <summary>What can go wrong in a tick.</summary>
public enum ControlFault
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The observation held NaN or infinity; the policy was not asked.</summary>
    ObservationNotFinite,

    /// <summary>The manager proposed a subgoal with NaN or infinity.</summary>
    SubgoalNotFinite,

    /// <summary>The policy proposed an action with NaN or infinity.</summary>
    ActionNotFinite,

    /// <summary>The tick before ran past this one's deadline.</summary>
    DeadlineMissed,

    /// <summary>The policy threw.</summary>
    PolicyFailed,
}

/// <summary>
/// Decides from the faults of the ticks whether to go on: isolated ones are tolerated and counted, runs of them latch a
/// safe stop (libfranka stops after 20 missed cycles in a row).
/// </summary>
public sealed class Watchdog
{
    /// <summary>Consecutive non-finite ticks that latch the stop.</summary>
    public const int DefaultFaultLimit = 3;

    /// <summary>Consecutive late ticks that latch the stop.</summary>
    public const int DefaultMissLimit = 20;

    private readonly int _faultLimit;
    private readonly int _missLimit;
    private int _faultsInARow;
    private int _missesInARow;

    /// <summary>A watchdog with these limits.</summary>
    public Watchdog(int faultLimit = DefaultFaultLimit, int missLimit = DefaultMissLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(faultLimit, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(missLimit, 1);
        _faultLimit = faultLimit;
        _missLimit = missLimit;
    }

    /// <summary>Where it stands after the last tick.</summary>
    public ControlState State { get; private set; }

    /// <summary>The last fault seen; after a safe stop, the one that latched it.</summary>
    public ControlFault LastFault { get; private set; }

    /// <summary>Ticks with non-finite numbers.</summary>
    public long Faults { get; private set; }

    /// <summary>The tick at which the stop latched; −1 before.</summary>
    public long StoppedAtTick { get; private set; } = -1;

    /// <summary>Takes note of one tick.</summary>
    /// <param name="tick">Its number, for the record.</param>
    /// <param name="late">Whether the tick before it ran past its deadline.</param>
    /// <param name="fault">What its numbers had.</param>
    public void Observe(long tick, bool late, ControlFault fault)
    {
        if (State == ControlState.SafeStop)
            return;
        _missesInARow = late ? _missesInARow + 1 : 0;
        _faultsInARow = fault == ControlFault.None ? 0 : _faultsInARow + 1;
        Faults += fault == ControlFault.None ? 0 : 1;
        var seen = fault == ControlFault.None && late ? ControlFault.DeadlineMissed : fault;
        if (seen != ControlFault.None)
            LastFault = seen;
        State = seen == ControlFault.None ? ControlState.Running : ControlState.Degraded;
        if (fault == ControlFault.PolicyFailed || _faultsInARow >= _faultLimit || _missesInARow >= _missLimit)
            Latch(tick);
    }

    /// <summary>The explicit reset that a safe stop asks for; the counts stay.</summary>
    public void Rearm()
    {
        State = ControlState.Running;
        LastFault = ControlFault.None;
        StoppedAtTick = -1;
        _faultsInARow = 0;
        _missesInARow = 0;
    }

    private void Latch(long tick)
    {
        State = ControlState.SafeStop;
        StoppedAtTick = tick;
    }
}
