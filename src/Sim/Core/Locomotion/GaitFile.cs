using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Locomotion;

/// <summary>A tuned gait with how it was made: <c>models/gaits/*.json</c>.</summary>
public sealed record GaitFile
{
    /// <summary>Environment family it walks in, e.g. <c>antmaze</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Values by the names of <see cref="GaitParameter"/>.</summary>
    public required IReadOnlyDictionary<string, double> Parameters { get; init; }

    /// <summary>What made it.</summary>
    public GaitTuneOptions? Tuning { get; init; }

    /// <summary>What it does in a maze.</summary>
    public GaitReport? Measured { get; init; }

    /// <summary>A file that ships with this assembly.</summary>
    /// <param name="file">E.g. <c>ant.json</c>.</param>
    public static GaitFile Embedded(string file)
    {
        using var stream = typeof(GaitFile).Assembly.GetManifestResourceStream(file)
            ?? throw new ArgumentException($"models/gaits/{file} is not embedded in this assembly", nameof(file));
        return JsonSerializer.Deserialize<GaitFile>(stream, ContractJson.Document)!;
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="InputException">It is not there, or not a gait.</exception>
    public static GaitFile Load(string path)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: no such gait; make one with: hiql walker tune --out {path}");
        try
        {
            return JsonSerializer.Deserialize<GaitFile>(File.ReadAllText(path), ContractJson.Document)!;
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}: not a gait ({e.Message}); make one with: hiql walker tune --out {path}", e);
        }
    }

    /// <summary>The values in the order of a gait's parameters.</summary>
    /// <exception cref="InputException">One is missing or not finite, or there is one too many; names it.</exception>
    public double[] Values(IReadOnlyList<GaitParameter> parameters)
    {
        foreach (var name in Parameters.Keys)
            if (parameters.All(parameter => parameter.Name != name))
                throw new InputException($"gait: parameter '{name}' is not known; use {string.Join(", ", parameters.Select(p => p.Name))}");
        return [.. parameters.Select(parameter => Parameters.TryGetValue(parameter.Name, out var value) && double.IsFinite(value)
            ? value : throw new InputException($"gait: parameter '{parameter.Name}' is missing or not finite"))];
    }

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.WriteAllText(path, JsonSerializer.Serialize(this, ContractJson.Document));
}
