using System.Runtime.InteropServices;

namespace HiqlRobotics.Control;

/// <summary>The kernel calls a control thread needs and .NET does not offer; each returns whether it was granted.</summary>
internal static partial class LinuxScheduling
{
    private const int Fifo = 1, SetTimerSlack = 29, CpuWords = 16;
    private const int LockCurrent = 1, LockFuture = 2, LockOnFault = 4;

    public static bool TryFifo(int priority) => SetScheduler(0, Fifo, in priority) == 0;

    // On fault: locking every page of the collector's reserved address range would claim gigabytes.
    public static bool TryLockMemory() => LockAll(LockCurrent | LockFuture | LockOnFault) == 0;

    public static void UnlockMemory() => _ = UnlockAll();

    public static bool TryTimerSlack(ulong nanoseconds) => ProcessControl(SetTimerSlack, nanoseconds, 0, 0, 0) == 0;

    /// <summary>Pins the calling thread to the last processor it is allowed on; the first ones serve interrupts.</summary>
    public static bool TryPinToLastProcessor()
    {
        Span<ulong> mask = stackalloc ulong[CpuWords];
        if (GetAffinity(0, (nuint)(CpuWords * sizeof(ulong)), ref mask[0]) < 0)
            return false;
        var word = mask.LastIndexOfAnyExcept(0UL);
        if (word < 0)
            return false;
        var last = 1UL << (63 - System.Numerics.BitOperations.LeadingZeroCount(mask[word]));
        mask.Clear();
        mask[word] = last;
        return SetAffinity(0, (nuint)(CpuWords * sizeof(ulong)), ref mask[0]) == 0;
    }

    [LibraryImport("libc", EntryPoint = "sched_setscheduler")]
    private static partial int SetScheduler(int thread, int policy, in int priority);

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int GetAffinity(int thread, nuint size, ref ulong mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint size, ref ulong mask);

    [LibraryImport("libc", EntryPoint = "mlockall")]
    private static partial int LockAll(int flags);

    [LibraryImport("libc", EntryPoint = "munlockall")]
    private static partial int UnlockAll();

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, ulong a, ulong b, ulong c, ulong d);
}
