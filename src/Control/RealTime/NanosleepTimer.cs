using System.Runtime.InteropServices;

namespace HiqlRobotics.Control;

/// <summary>
/// Absolute sleeps on CLOCK_MONOTONIC: no drift, deaf to changes of the wall clock. An optional short spin covers the
/// last stretch; a long one under SCHED_FIFO would be throttled by the kernel for 50 ms of every second.
/// </summary>
public sealed partial class NanosleepTimer : IDeadlineTimer
{
    private const int ClockMonotonic = 1, TimerAbsolute = 1, Interrupted = 4;
    private const long Second = 1_000_000_000;
    private readonly long _spin;

    /// <summary>A timer that sleeps until <paramref name="spinNanoseconds"/> before the deadline and spins the rest.</summary>
    /// <param name="spinNanoseconds">0 (the default) never spins; at most 50 µs.</param>
    public NanosleepTimer(long spinNanoseconds = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(spinNanoseconds);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(spinNanoseconds, 50_000);
        _spin = spinNanoseconds;
        // The first call of an import binds it, which takes time and memory: here, not in the first tick.
        WaitUntil(Now);
    }

    /// <inheritdoc/>
    public long Now
    {
        get
        {
            _ = ClockGetTime(ClockMonotonic, out var time);
            return time.Seconds * Second + time.Nanoseconds;
        }
    }

    /// <inheritdoc/>
    public void WaitUntil(long deadline)
    {
        var wake = deadline - _spin;
        var time = new Timespec { Seconds = wake / Second, Nanoseconds = wake % Second };
        while (ClockNanosleep(ClockMonotonic, TimerAbsolute, in time, 0) == Interrupted)
        {
        }
        while (Now < deadline)
            Thread.SpinWait(10);
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ClockGetTime(int clock, out Timespec time);

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, in Timespec request, nint remain);
}
