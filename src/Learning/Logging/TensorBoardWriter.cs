using Google.Protobuf;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Protos;

namespace HiqlRobotics.Learning.Logging;

/// <summary>Writes scalars as a TensorBoard event file, for those who look at runs with it.</summary>
public sealed class TensorBoardWriter : IDisposable
{
    // TensorBoard takes any file with "tfevents" in its name.
    private const string FileName = "events.out.tfevents.hiql";
    private readonly FileStream _stream;
    private readonly TimeProvider _time;

    private TensorBoardWriter(FileStream stream, TimeProvider time)
    {
        _stream = stream;
        _time = time;
    }

    /// <summary>Opens the event file of a run, keeping the events up to a step.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="lastStep">Step of the checkpoint the run goes on from; null begins anew.</param>
    /// <param name="time">The clock of the events' wall time.</param>
    /// <exception cref="HiqlException">The file cannot be written.</exception>
    public static TensorBoardWriter Open(string folder, long? lastStep, TimeProvider time)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            Directory.CreateDirectory(folder);
            var kept = lastStep is { } step && File.Exists(path) ? LengthUpTo(path, step) : 0;
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read);
            stream.SetLength(kept);
            stream.Seek(0, SeekOrigin.End);
            var writer = new TensorBoardWriter(stream, time);
            if (kept == 0)
                writer.Append(new Event { FileVersion = "brain.Event:2" });
            return writer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HiqlException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Appends one event with all metrics of a step; names with slashes become TensorBoard's groups.</summary>
    /// <exception cref="HiqlException">The event cannot be written (disk full).</exception>
    public void Append(long step, IEnumerable<KeyValuePair<string, double>> metrics)
    {
        var summary = new Summary();
        foreach (var (name, value) in metrics)
            summary.Value.Add(new Summary.Types.Value { Tag = name, SimpleValue = (float)value });
        Append(new Event { Step = step, Summary = summary });
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static long LengthUpTo(string path, long lastStep)
    {
        var length = 0L;
        foreach (var (content, end) in TensorBoardRecord.Whole(File.ReadAllBytes(path)))
        {
            if (Event.Parser.ParseFrom(content.Span).Step > lastStep)
                break;
            length = end;
        }
        return length;
    }

    private void Append(Event entry)
    {
        entry.WallTime = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        try
        {
            _stream.Write(TensorBoardRecord.Frame(entry.ToByteArray()));
            _stream.Flush();
        }
        catch (IOException e)
        {
            throw new HiqlException($"{_stream.Name}: cannot be written: {e.Message}", e);
        }
    }
}
