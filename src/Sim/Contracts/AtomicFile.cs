using System.Runtime.InteropServices;
using System.Text;

namespace HiqlRobotics.Contracts;

/// <summary>
/// Whole files or nothing: every output is written to a temporary sibling, flushed to disk and renamed, so that
/// Ctrl-C, <c>kill -9</c> or a full disk never leave half a file under the final name.
/// </summary>
public static partial class AtomicFile
{
    /// <summary>Runs <paramref name="write"/> on a temporary sibling of <paramref name="path"/> and renames it when done.</summary>
    /// <exception cref="HiqlException">The file cannot be written (disk full, no permission); nothing is left behind.</exception>
    public static void Write(string path, Action<FileStream> write)
    {
        var full = Path.GetFullPath(path);
        var directory = Path.GetDirectoryName(full)!;
        var temporary = $"{full}.tmp{Environment.ProcessId}";
        try
        {
            Directory.CreateDirectory(directory);
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
            FlushDirectory(directory);
        }
        catch (Exception e)
        {
            TryDelete(temporary);
            if (IsRefusal(e))
                throw new HiqlException($"{path}: cannot be written ({e.Message}); nothing was left half-written", e);
            throw;
        }
    }

    /// <summary>Writes text (UTF-8, no byte order mark) as a whole file or not at all.</summary>
    public static void WriteAllText(string path, string text) => WriteAllBytes(path, Encoding.UTF8.GetBytes(text));

    /// <summary>Writes bytes as a whole file or not at all.</summary>
    public static void WriteAllBytes(string path, byte[] bytes) => Write(path, stream => stream.Write(bytes));

    /// <summary>
    /// The same for a folder: <paramref name="fill"/> gets a temporary sibling folder, which then takes the place of
    /// <paramref name="path"/>.
    /// </summary>
    public static void WriteDirectory(string path, Action<string> fill)
    {
        var full = Path.GetFullPath(path).TrimEnd(Path.DirectorySeparatorChar);
        var temporary = $"{full}.tmp{Environment.ProcessId}";
        var old = $"{full}.old{Environment.ProcessId}";
        try
        {
            // Process ids come again, so a killed writer may have left files under this very name.
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            Directory.CreateDirectory(temporary);
            fill(temporary);
            FlushDirectory(temporary);
            if (Directory.Exists(full))
                Directory.Move(full, old);
            Directory.Move(temporary, full);
            FlushDirectory(Path.GetDirectoryName(full)!);
            if (Directory.Exists(old))
                Directory.Delete(old, recursive: true);
        }
        catch (Exception e)
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
            if (Directory.Exists(old) && !Directory.Exists(full))
                Directory.Move(old, full);
            if (IsRefusal(e))
                throw new HiqlException($"{path}: cannot be written ({e.Message}); nothing was left half-written", e);
            throw;
        }
    }

    /// <summary>
    /// Whether a write failed because the file would be larger than its file system or the process may make it (EFBIG), which
    /// .NET reports as an argument of its own.
    /// </summary>
    public static bool IsBeyondSizeLimit(Exception e) => e is ArgumentOutOfRangeException { ParamName: "value" };

    private static bool IsRefusal(Exception e) => e is IOException or UnauthorizedAccessException || IsBeyondSizeLimit(e);

    // A rename is durable only once its directory is; .NET has no call for it.
    private static void FlushDirectory(string directory)
    {
        if (!OperatingSystem.IsLinux())
            return;
        const int readOnly = 0;
        var descriptor = Open(directory, readOnly);
        if (descriptor < 0)
            return;
        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (IOException)
        {
            // The first error is the one worth reporting.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
