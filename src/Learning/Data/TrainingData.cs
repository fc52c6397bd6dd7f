using System.Text.Json;
using HiqlRobotics.Contracts;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>A dataset with what lies beside it: <c>F.npz</c>, <c>F.json</c> (manifest) and <c>F-val.npz</c>; the last two are optional.</summary>
public sealed class TrainingData : IDisposable
{
    private TrainingData(TrajectoryDataset train, TrajectoryDataset? validation, string sha256)
    {
        Train = train;
        Validation = validation;
        Sha256 = sha256;
    }

    /// <summary>What is learned from.</summary>
    public TrajectoryDataset Train { get; }

    /// <summary>What is only measured on; null where there is no such file.</summary>
    public TrajectoryDataset? Validation { get; }

    /// <summary>SHA-256 of the training file, lower-case hex.</summary>
    public string Sha256 { get; }

    /// <summary>The validation file beside a dataset.</summary>
    public static string ValidationPath(string path) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + "-val" + Path.GetExtension(path));

    /// <summary>The manifest beside a dataset, or null where there is none.</summary>
    /// <exception cref="InputException">There is one, and it is not readable.</exception>
    public static DatasetManifest? ReadManifest(string path)
    {
        var manifest = Path.ChangeExtension(path, ".json");
        if (!File.Exists(manifest))
            return null;
        try
        {
            return JsonSerializer.Deserialize<DatasetManifest>(File.ReadAllText(manifest), ContractJson.Document);
        }
        catch (JsonException e)
        {
            throw new InputException($"{manifest}: not a dataset manifest ({e.Message}); collect again or remove it", e);
        }
    }

    /// <summary>Loads a dataset with its validation file.</summary>
    /// <param name="path">The npz.</param>
    /// <param name="environment">The environment it is meant for.</param>
    /// <param name="config">How the rows are prepared.</param>
    /// <param name="device">Where the tensors live.</param>
    /// <exception cref="InputException">As <see cref="TrajectoryDataset.Load"/>, or its manifest speaks of another file or environment.</exception>
    /// <param name="seed">Decides whose actions are left out, where <c>action_free_fraction</c> asks for it.</param>
    public static TrainingData Load(string path, EnvironmentSpec environment, HiqlConfig config, Device device, ulong seed = 0)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: no such dataset; make one with: hiql collect --env {environment.Name} --out {path}");
        var sha256 = Sha256File.OfFile(path);
        CheckManifest(path, environment, sha256);
        var options = new LoadOptions(device, config.StandardizeObservations, config.ClipActions, config.PositionBands)
        {
            PositionUnit = config.PositionUnit,
            ActionChunk = config.ActionChunk,
            ActionFreeFraction = config.ActionFreeFraction,
            Seed = seed,
        };
        var train = TrajectoryDataset.Load(path, environment, options);
        var validation = ValidationPath(path);
        return new TrainingData(
            train,
            File.Exists(validation) ? TrajectoryDataset.Load(validation, environment, options with { Scaling = train.Scaling, ActionFreeFraction = 0 }) : null,
            sha256);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Validation?.Dispose();
    }

    private static void CheckManifest(string path, EnvironmentSpec environment, string sha256)
    {
        if (ReadManifest(path) is not { } manifest)
            return;
        if (manifest.Environment.Name != environment.Name)
            throw new InputException($"{path}: recorded in {manifest.Environment.Name}, asked for {environment.Name}; check --env");
        if (manifest.Sha256 != sha256)
            throw new InputException($"{path}: the content is not the one its manifest describes (sha256 {sha256[..12]}…, expected {manifest.Sha256[..Math.Min(12, manifest.Sha256.Length)]}…); collect again");
    }
}
