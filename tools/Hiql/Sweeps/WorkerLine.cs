using System.Runtime.InteropServices;
using HiqlRobotics.Contracts;
using Microsoft.Win32.SafeHandles;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>
/// The line between a launcher and a worker that does one evaluation after the other: ids come on the worker's stdin, one a
/// line, and it answers each on a descriptor of its own when the result is there. Only success is answered: a job that fails
/// ends its process, and the next one starts with a new one.
/// </summary>
internal static partial class WorkerLine
{
    /// <summary>The descriptor a worker answers on; stdout belongs to the log.</summary>
    public const int Answers = 3;

    private const int StandardOutput = 1, StandardError = 2;
    private const int WriteOnly = 0x1, Create = 0x40, Append = 0x400;
    private const int ReadAndWriteByAll = 0b110_110_110;

    /// <summary>In the worker: says that a job is done, and waits for another; null when there is none.</summary>
    public static string? Next(string done)
    {
        using var answers = new FileStream(new SafeFileHandle(Answers, ownsHandle: false), FileAccess.Write);
        answers.Write(System.Text.Encoding.ASCII.GetBytes($"{done}\n"));
        answers.Flush();
        return Console.In.ReadLine();
    }

    /// <summary>In the worker: what is said from here on goes to the end of another log, what native libraries say too.</summary>
    /// <exception cref="HiqlException">The file cannot be opened.</exception>
    public static void LogTo(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var log = Open(path, WriteOnly | Create | Append, ReadAndWriteByAll);
        if (log < 0 || Duplicate(log, StandardOutput) < 0 || Duplicate(log, StandardError) < 0)
            throw new HiqlException($"{path}: cannot be written ({Marshal.GetLastPInvokeErrorMessage()})");
        _ = Close(log);
        // Those there are hold on to the file that was there before.
        Console.SetOut(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        Console.SetError(new StreamWriter(Console.OpenStandardError()) { AutoFlush = true });
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags, int mode);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    private static partial int Duplicate(int from, int to);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
