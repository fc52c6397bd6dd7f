using System.Globalization;
using System.Runtime.InteropServices;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>
/// Ends a worker that stands alone when its time is over. The kernel does it, so that a worker that hangs, whose launcher
/// is on another machine or gone, ends too.
/// </summary>
internal static partial class WorkerAlarm
{
    /// <summary>Wall time it has; unset where a launcher watches over it, or without a limit.</summary>
    public const string SecondsVariable = "HIQL_SWEEP_SECONDS";

    /// <summary>SIGALRM, which nothing in .NET handles: it ends the process.</summary>
    public const int Signal = 14;

    /// <summary>In the worker: the time begins.</summary>
    public static void Set()
    {
        if (double.TryParse(Environment.GetEnvironmentVariable(SecondsVariable), CultureInfo.InvariantCulture, out var seconds) && seconds > 0)
            _ = Alarm((uint)Math.Ceiling(seconds));
    }

    [LibraryImport("libc", EntryPoint = "alarm")]
    private static partial uint Alarm(uint seconds);
}
