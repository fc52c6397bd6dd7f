using System.Globalization;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// Takes down what a person does as lines that <c>hiql sim --script</c> does again: <c>@120 goal 4 8</c> waits for tick 120
/// and then moves the goal. Each line is on disk before the next tick.
/// </summary>
public sealed class SessionScriptWriter : IDisposable
{
    private readonly StreamWriter _writer;
    private bool _failed;

    /// <summary>Begins a file.</summary>
    /// <param name="path">An existing file is replaced.</param>
    /// <param name="firstLines">What to open, so that the file is complete.</param>
    /// <exception cref="HiqlException">It cannot be written.</exception>
    public SessionScriptWriter(string path, IEnumerable<string> firstLines)
    {
        ArgumentNullException.ThrowIfNull(firstLines);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _writer = new StreamWriter(path) { AutoFlush = true };
            foreach (var line in firstLines)
                _writer.WriteLine(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HiqlException($"{path}: cannot write a session script: {e.Message}", e);
        }
    }

    /// <summary>Adds a command.</summary>
    /// <param name="tick">The tick before which it was given.</param>
    /// <param name="command">What was done.</param>
    public void Write(long tick, SessionCommand command) =>
        Try(() => _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"@{tick} {command}")));

    /// <inheritdoc/>
    public void Dispose() => Try(_writer.Dispose);

    // A full disk ends the script, not the session; the run log says so too.
    private void Try(Action write)
    {
        if (_failed)
            return;
        try
        {
            write();
        }
        catch (IOException)
        {
            _failed = true;
        }
    }
}
