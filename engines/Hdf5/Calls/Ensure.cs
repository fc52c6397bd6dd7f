using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HiqlRobotics.Engines.Hdf5.Externs;

namespace HiqlRobotics.Engines.Hdf5.Calls;

/// <summary>Ring 3: negative answers become exceptions that carry the library's innermost reason.</summary>
internal static unsafe class Ensure
{
    /// <param name="answer">An identifier, count or status; negative for failure.</param>
    /// <param name="subject">Begins the message: the file, and what in it.</param>
    internal static nint Ok(nint answer, string subject) =>
        answer >= 0 ? answer : throw new Hdf5Exception($"{subject}: {Reason()}");

    private static string Reason()
    {
        const int innermostFirst = 0;
        nint text = 0;
        _ = Native.H5Ewalk2(Native.Default, innermostFirst, &TakeFirst, (nint)(&text));
        return Marshal.PtrToStringUTF8(text) is { Length: > 0 } reason ? reason : "HDF5 gave no reason";
    }

    [UnmanagedCallersOnly]
    private static int TakeFirst(uint n, Native.ErrorRecord* record, nint text)
    {
        if (n == 0)
            Unsafe.Write((void*)text, (nint)record->Description);
        return 0;
    }
}
