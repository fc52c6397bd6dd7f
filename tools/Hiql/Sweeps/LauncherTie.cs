using System.Globalization;
using System.Runtime.InteropServices;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>Ties the life of a worker to its launcher's: a sweep that is killed leaves nobody working behind.</summary>
internal static partial class LauncherTie
{
    /// <summary>Process id of the launcher; unset where a worker stands alone, as under Slurm.</summary>
    public const string ParentVariable = "HIQL_SWEEP_PARENT";

    private const int SetParentDeathSignal = 1, SigKill = 9, SigTerm = 15;

    /// <summary>In the worker: die when the launcher does. Returns whether the launcher still lives.</summary>
    public static bool Tie()
    {
        if (Environment.GetEnvironmentVariable(ParentVariable) is not { } text)
            return true;
        _ = Control(SetParentDeathSignal, SigKill, 0, 0, 0);
        // It may have died before the call.
        return int.TryParse(text, CultureInfo.InvariantCulture, out var parent) && ParentId() == parent;
    }

    /// <summary>In the launcher: ask a worker to save and leave.</summary>
    public static void Terminate(int process) => _ = Kill(process, SigTerm);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Control(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int ParentId();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
