namespace HiqlRobotics.Control;

/// <summary>
/// Deadlines start + n·period. A tick that ends late gives up the deadlines it has passed and counts them; the next one
/// is on the grid again, so there is neither drift nor a burst (ros2_control, <c>ros2_control_node.cpp</c>).
/// </summary>
public sealed class PhaseGrid
{
    private readonly IDeadlineTimer _timer;
    private readonly long _period;
    private long _deadline;

    /// <summary>A grid whose first deadline is one period from now.</summary>
    /// <param name="timer">Clock and waiting.</param>
    /// <param name="period">Nanoseconds.</param>
    public PhaseGrid(IDeadlineTimer timer, long period)
    {
        ArgumentNullException.ThrowIfNull(timer);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        _timer = timer;
        _period = period;
        _deadline = timer.Now;
    }

    /// <summary>Grid points that passed without a tick.</summary>
    public long Missed { get; private set; }

    /// <summary>Times the next deadline had passed already when it was asked for.</summary>
    public long Overruns { get; private set; }

    /// <summary>Whether the last wait was such a time.</summary>
    public bool LastWasOverrun { get; private set; }

    /// <summary>Waits for the next grid point that is still ahead.</summary>
    /// <returns>Wake-up minus deadline, nanoseconds; negative when woken early.</returns>
    public long Wait()
    {
        _deadline += _period;
        SkipPassed(_timer.Now - _deadline);
        _timer.WaitUntil(_deadline);
        return _timer.Now - _deadline;
    }

    private void SkipPassed(long late)
    {
        LastWasOverrun = late > 0;
        if (!LastWasOverrun)
            return;
        var skipped = (late + _period - 1) / _period;
        _deadline += skipped * _period;
        Missed += skipped;
        Overruns++;
    }
}
