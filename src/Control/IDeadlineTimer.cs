namespace HiqlRobotics.Control;

/// <summary>Time and waiting, injected: the real one sleeps, a test's one is turned by hand.</summary>
public interface IDeadlineTimer
{
    /// <summary>Nanoseconds on a monotonic clock.</summary>
    long Now { get; }

    /// <summary>Returns when <see cref="Now"/> has reached the deadline; at once if it has passed.</summary>
    /// <param name="deadline">Nanoseconds on the clock of <see cref="Now"/>.</param>
    void WaitUntil(long deadline);
}
