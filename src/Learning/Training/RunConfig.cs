using System.Text.Json;
using System.Text.Json.Nodes;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>A run's <c>config.json</c>: what would make the same run again, and what export needs.</summary>
public sealed record RunConfig
{
    /// <summary>File name in the run's folder.</summary>
    public const string FileName = "config.json";

    /// <summary>Resolved hyperparameters.</summary>
    public required HiqlConfig Config { get; init; }

    /// <summary>The environment the policy is trained for.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>The training file, as it was named.</summary>
    public required string Dataset { get; init; }

    /// <summary>SHA-256 of the training file.</summary>
    public required string DatasetSha256 { get; init; }

    /// <summary>Decides initial weights and batches.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Where it was trained: <c>cpu</c>, <c>cuda</c>.</summary>
    public required string Device { get; init; }

    /// <summary>What was applied to observations and goals.</summary>
    public required ObservationScaling Scaling { get; init; }

    /// <summary>The configuration of a run on loaded data.</summary>
    /// <param name="config">Resolved hyperparameters.</param>
    /// <param name="environment">The environment the policy is trained for.</param>
    /// <param name="dataset">The training file, as it was named.</param>
    /// <param name="data">Its content.</param>
    /// <param name="seed">Decides initial weights and batches.</param>
    public static RunConfig Create(HiqlConfig config, EnvironmentSpec environment, string dataset, TrainingData data, ulong seed) => new()
    {
        Config = config,
        Environment = environment,
        Dataset = dataset,
        DatasetSha256 = data.Sha256,
        Seed = seed,
        Device = data.Train.Observations.device.Name(),
        Scaling = data.Train.Scaling,
    };

    /// <summary>Writes the file.</summary>
    public void Save(string runFolder) =>
        AtomicFile.WriteAllText(Path.Combine(runFolder, FileName), JsonSerializer.Serialize(this, ContractJson.Document));

    /// <summary>Reads the file.</summary>
    /// <exception cref="InputException">The folder is no run.</exception>
    public static RunConfig Load(string runFolder)
    {
        var path = Path.Combine(runFolder, FileName);
        if (!File.Exists(path))
            throw new InputException($"{runFolder}: not a run folder, it has no {FileName}; make one with: hiql train --out {runFolder}");
        try
        {
            return JsonSerializer.Deserialize<RunConfig>(File.ReadAllText(path), ContractJson.Document)!;
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}: not a run's configuration ({e.Message})", e);
        }
    }

    /// <summary>Refuses to continue a run as a different one.</summary>
    /// <exception cref="InputException">Something that decides the result differs.</exception>
    public void RequireSame(RunConfig other, string runFolder)
    {
        RequireSame("dataset", DatasetSha256, other.DatasetSha256, runFolder);
        RequireSame("seed", Seed, other.Seed, runFolder);
        RequireSame("environment", Environment.Name, other.Environment.Name, runFolder);
        var (mine, theirs) = (Fields(Config), Fields(other.Config));
        foreach (var (key, value) in mine)
            RequireSame(key, value?.ToJsonString(), theirs[key]?.ToJsonString(), runFolder);
    }

    // One key at a time, so that the message names the culprit.
    private static JsonObject Fields(HiqlConfig config) => JsonSerializer.SerializeToNode(config, ContractJson.Line)!.AsObject();

    private static void RequireSame<T>(string field, T mine, T theirs, string runFolder)
    {
        if (!Equals(mine, theirs))
            throw new InputException($"{runFolder}: cannot --resume with another {field}: the run has {theirs}, asked for {mine}; ask for the same, or choose another --out");
    }
}
