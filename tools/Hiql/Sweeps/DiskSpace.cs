using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>Tells a disk without room from every other failure.</summary>
internal static class DiskSpace
{
    // errno as .NET hands it on: EFBIG, ENOSPC, EDQUOT; and Windows' number for the second, which .NET takes for preallocated files.
    private static readonly int[] Errors = [27, 28, 122, unchecked((int)0x80070070)];

    /// <summary>Whether a write failed for want of room, however deep inside.</summary>
    public static bool IsOut(Exception? exception) => exception switch
    {
        null => false,
        IOException io when Errors.Contains(io.HResult) => true,
        _ when AtomicFile.IsBeyondSizeLimit(exception) => true,
        _ => IsOut(exception.InnerException),
    };
}
