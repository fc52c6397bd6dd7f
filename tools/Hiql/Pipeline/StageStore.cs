using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Pipeline;

/// <summary>
/// Remembers finished stages by their inputs, so that an interrupted pipeline goes on where it stopped and a changed
/// recipe redoes exactly what depends on the change.
/// </summary>
internal sealed class StageStore(string folder, bool fresh, Terminal terminal)
{
    private readonly Dictionary<string, double> _seconds = [];

    /// <summary>Wall time of each stage when it was run.</summary>
    public IReadOnlyDictionary<string, double> Seconds => _seconds;

    /// <summary>The stage's result: remembered where inputs and outputs are as they were, else worked out now.</summary>
    /// <param name="name">File name of the record.</param>
    /// <param name="inputs">Everything the result depends on.</param>
    /// <param name="isThere">Whether the outputs of a remembered result still exist.</param>
    /// <param name="work">Does the stage.</param>
    public T Run<T>(string name, object inputs, Func<T, bool> isThere, Func<T> work)
    {
        terminal.Cancellation.ThrowIfCancellationRequested();
        var path = Path.Combine(folder, "stages", $"{name}.json");
        var key = JsonSerializer.Serialize(inputs, inputs.GetType(), ContractJson.Line);
        if (!fresh && Recall<T>(path) is { } record && record.Inputs == key && isThere(record.Result))
        {
            terminal.Note($"{name}: done before");
            _seconds[name] = record.Seconds;
            return record.Result;
        }
        var started = terminal.Time.GetTimestamp();
        var result = work();
        _seconds[name] = terminal.Time.GetElapsedTime(started).TotalSeconds;
        AtomicFile.WriteAllText(path, JsonSerializer.Serialize(new Record<T>(key, _seconds[name], result), ContractJson.Document));
        return result;
    }

    // A record of another version is no record.
    private static Record<T>? Recall<T>(string path)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<Record<T>>(File.ReadAllText(path), ContractJson.Document);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Record<T>(string Inputs, double Seconds, T Result);
}
