using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

/// <summary>A clock turned by hand: waiting jumps to the deadline, work is an explicit advance.</summary>
internal sealed class ManualDeadlineTimer : IDeadlineTimer
{
    public const long Millisecond = 1_000_000;

    public long Now { get; private set; }

    /// <summary>Every deadline that was waited for.</summary>
    public List<long> Deadlines { get; } = [];

    /// <summary>Wake-up minus deadline of the n-th wait, in nanoseconds.</summary>
    public Func<int, long> WakeUpError { get; init; } = _ => 0;

    public void WaitUntil(long deadline)
    {
        Now = Math.Max(Now, deadline + WakeUpError(Deadlines.Count));
        Deadlines.Add(deadline);
    }

    public void Advance(long nanoseconds) => Now += nanoseconds;
}
