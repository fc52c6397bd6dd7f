using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning.Logging;

/// <summary>
/// An append-only file with one JSON object per logged step: <c>{"step":100,"training/value/value_loss":0.25}</c>.
/// The metrics file holds nothing that depends on the machine or on the clock, so that a resumed run's file equals an
/// uninterrupted one's byte for byte; timing has a file of its own.
/// </summary>
public sealed class MetricsLog : IDisposable
{
    /// <summary>Losses, diagnostics and success: reproducible.</summary>
    public const string FileName = "metrics.jsonl";

    /// <summary>Rates and durations: not reproducible.</summary>
    public const string TimingFileName = "timing.jsonl";

    private const string Step = "step";
    private static readonly JsonWriterOptions Options = new() { Indented = false };
    private readonly FileStream _stream;

    private MetricsLog(FileStream stream) => _stream = stream;

    /// <summary>Opens a log, keeping the lines up to a step.</summary>
    /// <param name="path">The file; made where there is none.</param>
    /// <param name="lastStep">Step of the checkpoint the run goes on from; null begins anew.</param>
    /// <exception cref="HiqlException">The file cannot be written.</exception>
    public static MetricsLog Open(string path, long? lastStep)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            stream.SetLength(lastStep is { } step ? LengthUpTo(path, step) : 0);
            stream.Seek(0, SeekOrigin.End);
            return new MetricsLog(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HiqlException($"{path}: cannot be written: {e.Message}", e);
        }
    }

    /// <summary>Appends one line and hands it to the operating system, so that it survives <c>kill -9</c>.</summary>
    /// <param name="step">Gradient steps done.</param>
    /// <param name="metrics">Names like <c>training/value/value_loss</c>, in the order to be written.</param>
    /// <exception cref="HiqlException">The line cannot be written (disk full).</exception>
    public void Append(long step, IEnumerable<KeyValuePair<string, double>> metrics)
    {
        using var line = new MemoryStream();
        using (var json = new Utf8JsonWriter(line, Options))
        {
            json.WriteStartObject();
            json.WriteNumber(Step, step);
            foreach (var (name, value) in metrics)
                WriteNumber(json, name, value);
            json.WriteEndObject();
        }
        line.WriteByte((byte)'\n');
        Append(line.GetBuffer().AsSpan(0, (int)line.Length));
    }

    /// <summary>Writes to the disk what has been appended; call it with every checkpoint.</summary>
    public void Flush() => _stream.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>Reads a log; a last line without its end (a run killed while writing) is left out.</summary>
    /// <exception cref="InputException">No such file, or a line that is no metrics line.</exception>
    public static IReadOnlyList<MetricsLine> Read(string path)
    {
        var lines = new List<MetricsLine>();
        try
        {
            foreach (var (text, _) in JsonLines.Whole(path))
                lines.Add(Parse(text));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: line {lines.Count + 1}: not a metrics line: {e.Message.Split('\n')[0]}", e);
        }
        return lines;
    }

    private static long LengthUpTo(string path, long lastStep)
    {
        var length = 0L;
        foreach (var (text, end) in JsonLines.Whole(path))
        {
            if (Parse(text).Step > lastStep)
                break;
            length = end;
        }
        return length;
    }

    private static MetricsLine Parse(ReadOnlyMemory<byte> text)
    {
        using var json = JsonDocument.Parse(text);
        var metrics = new Dictionary<string, double>(StringComparer.Ordinal);
        long? step = null;
        foreach (var property in json.RootElement.EnumerateObject())
            if (property.Name == Step)
                step = property.Value.GetInt64();
            else
                metrics[property.Name] = property.Value.Deserialize<double>(ContractJson.Line);
        return new MetricsLine(step ?? throw new JsonException("no step"), metrics);
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, ContractJson.Line);
    }

    private void Append(ReadOnlySpan<byte> line)
    {
        try
        {
            _stream.Write(line);
            _stream.Flush();
        }
        catch (IOException e)
        {
            throw new HiqlException($"{_stream.Name}: cannot be written: {e.Message}", e);
        }
    }
}
