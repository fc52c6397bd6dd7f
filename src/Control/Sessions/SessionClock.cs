using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// Deadlines of ticks at any speed: an anchor and whole periods from it, so that nothing drifts. A small lag is caught up
/// with; a larger one is given up and counted, or else a slow machine would never again be on time.
/// </summary>
internal sealed class SessionClock(double controlTimestep)
{
    /// <summary>Simulated seconds of lag that are still caught up with, as in MuJoCo's <c>simulate</c>.</summary>
    private const double LargestLag = 0.1;
    private const double Nanoseconds = 1e9;
    private const double Slowest = 1e-3, Fastest = 1e6;

    // The achieved speed is that of about the last half second.
    private const long MeasuredSpan = 500_000_000;

    private long _anchor, _ticks;
    private long _measuredFrom, _measuredTicks;

    /// <summary>Simulated seconds per second that are asked for.</summary>
    public double Speed { get; private set; } = 1;

    /// <summary>Whether there are no deadlines at all.</summary>
    public bool IsUnpaced => double.IsPositiveInfinity(Speed);

    /// <summary>Ticks that began after the deadline of the next.</summary>
    public long Missed { get; private set; }

    /// <summary>Simulated seconds of lag that were given up.</summary>
    public double DroppedSeconds { get; private set; }

    /// <summary>Simulated seconds per second of late.</summary>
    public double AchievedSpeed { get; private set; }

    /// <summary>When the next tick is due, ns.</summary>
    public long Deadline => _anchor + (long)((_ticks + 1) * Period);

    private double Period => Nanoseconds * controlTimestep / Speed;

    /// <exception cref="InputException">No such speed.</exception>
    public static void RequireSpeed(double speed)
    {
        if (!double.IsPositiveInfinity(speed) && !(speed is >= Slowest and <= Fastest))
            throw new InputException($"speed: expected {Slowest:g} to {Fastest:g} times real time or max, found {speed:g}");
    }

    /// <summary>Sets the speed; deadlines start anew.</summary>
    public void SetSpeed(double speed, long now)
    {
        RequireSpeed(speed);
        Speed = speed;
        Restart(now);
    }

    /// <summary>Deadlines start anew: after a pause, a jump in time, an episode's end.</summary>
    public void Restart(long now)
    {
        (_anchor, _ticks) = (now, 0);
        (_measuredFrom, _measuredTicks) = (now, 0);
    }

    /// <summary>Takes note of a tick that begins.</summary>
    /// <returns>How late it is, ns; 0 without deadlines.</returns>
    public long Begin(long now)
    {
        Measure(now);
        if (IsUnpaced)
            return 0;
        var late = now - Deadline;
        if (late > Period)
            Missed++;
        if (late > Math.Max(LargestLag / controlTimestep, 1) * Period)
            GiveUp(now, late);
        else
            _ticks++;
        return late;
    }

    private void GiveUp(long now, long late)
    {
        DroppedSeconds += late / Nanoseconds * Speed;
        (_anchor, _ticks) = (now, 0);
    }

    private void Measure(long now)
    {
        _measuredTicks++;
        var span = now - _measuredFrom;
        if (span < MeasuredSpan)
            return;
        AchievedSpeed = _measuredTicks * controlTimestep * Nanoseconds / span;
        (_measuredFrom, _measuredTicks) = (now, 0);
    }
}
