using System.Runtime.ExceptionServices;

namespace HiqlRobotics.Control;

/// <summary>How well the control thread was protected from the rest of the machine.</summary>
/// <param name="Active">Real-time class, pinned, memory locked: all granted.</param>
/// <param name="Details">What was granted, and what was not and how to mend it.</param>
public sealed record RealTimeStatus(bool Active, string Details);

/// <summary>
/// A dedicated thread for a control loop: SCHED_FIFO, one processor, memory locked, 1 ns timer slack. What the machine
/// does not grant is left out and named, never silently.
/// </summary>
public static class RealTimeThread
{
    /// <summary>The priority ros2_control uses: above everything of ours, below the kernel's own threads.</summary>
    public const int FifoPriority = 50;

    private const int StackBytes = 1 << 20;

    /// <summary>Runs a function on such a thread and waits for it; its exception is rethrown here.</summary>
    public static T Run<T>(Func<RealTimeStatus, T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var (result, error) = (default(T), default(ExceptionDispatchInfo));
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work(Protect());
                }
                catch (Exception e)
                {
                    error = ExceptionDispatchInfo.Capture(e);
                }
            },
            StackBytes)
        { Name = "control" };
        thread.Start();
        thread.Join();
        LinuxScheduling.UnlockMemory();
        error?.Throw();
        return result!;
    }

    /// <summary>Asks for protection of the calling thread.</summary>
    internal static RealTimeStatus Protect()
    {
        if (!OperatingSystem.IsLinux())
            return new RealTimeStatus(false, "not real-time: only Linux is supported");
        _ = LinuxScheduling.TryTimerSlack(1);
        List<string> refused = [];
        if (!LinuxScheduling.TryFifo(FifoPriority))
            refused.Add("SCHED_FIFO refused (mend: run as root, or `ulimit -r 50` via /etc/security/limits.conf)");
        if (!LinuxScheduling.TryPinToLastProcessor())
            refused.Add("pinning to one processor refused");
        if (!LinuxScheduling.TryLockMemory())
            refused.Add("mlockall refused (mend: run as root, or `ulimit -l unlimited`)");
        return refused.Count == 0
            ? new RealTimeStatus(true, $"SCHED_FIFO {FifoPriority}, pinned to one processor, memory locked")
            : new RealTimeStatus(false, $"not real-time: {string.Join("; ", refused)}");
    }
}
