using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// A trained controller as it stands on disk, checked before it may move anything: manifest, hash of every file, ports
/// of every graph, fit with the environment, and replay of the trainer's outputs. Policies made from it must be disposed first.
/// </summary>
public sealed class ControllerBundle : IDisposable
{
    private readonly List<OnnxModel> _models = [];
    private float[]? _landmarks;

    private ControllerBundle(BundleFolder folder)
    {
        Path = folder.Path;
        Manifest = folder.Manifest;
        Sha256 = folder.Sha256;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What was trained, on what, and how it is meant to be deployed.</summary>
    public BundleManifest Manifest { get; }

    /// <summary>SHA-256 of the manifest, and through it of every file.</summary>
    public string Sha256 { get; }

    /// <summary>Largest |difference| between a stored and a replayed probe output, over all networks.</summary>
    public double MaxAbsError { get; private set; }

    /// <summary>π_h; null in a flat bundle.</summary>
    public OnnxModel? Manager { get; private set; }

    /// <summary>π_l, or the whole policy of a flat bundle.</summary>
    public OnnxModel Worker { get; private set; } = null!;

    /// <summary>V; null where the agent has none.</summary>
    public OnnxModel? Value { get; private set; }

    /// <summary>φ; null in a flat bundle.</summary>
    public OnnxModel? GoalRep { get; private set; }

    /// <summary>Dataset states spread over the state space, shape (n, observation_dim); empty where the bundle has none.</summary>
    public ReadOnlySpan<float> Landmarks => _landmarks;

    /// <summary>The way over its landmarks; null where none was built.</summary>
    public LandmarkGraph? Graph { get; private set; }

    /// <summary>Loads and checks a bundle.</summary>
    /// <param name="path">The folder that holds <c>manifest.json</c>.</param>
    /// <param name="environment">The environment it is to control; null checks the bundle alone.</param>
    /// <exception cref="InputException">One line: file, field, what was expected and found, what to do.</exception>
    /// <exception cref="HiqlException">ONNX Runtime's native library is missing.</exception>
    public static ControllerBundle Load(string path, EnvironmentSpec? environment = null)
    {
        var folder = BundleFolder.Open(path);
        if (environment is not null)
            BundleSpecification.Require(folder.FilePath(BundleManifest.FileName), folder.Manifest.Environment, environment);
        var bundle = new ControllerBundle(folder);
        try
        {
            bundle.OpenNetworks(folder);
            bundle.ReplayProbes(folder);
            bundle.ReadLandmarks(folder);
            bundle.ReadGraph(folder);
            return bundle;
        }
        catch
        {
            bundle.Dispose();
            throw;
        }
    }

    /// <summary>V(s, g) for many states or goals at once, e.g. a value map.</summary>
    /// <param name="observations">Shape (n, observation_dim), or one row that is used for all.</param>
    /// <param name="goals">Shape (n, goal_dim), or one row that is used for all.</param>
    /// <returns>Shape (n,).</returns>
    /// <exception cref="InputException">The bundle has no value function.</exception>
    public float[] Values(ReadOnlySpan<float> observations, ReadOnlySpan<float> goals) => OnnxBatch.Run(
        Value ?? throw new InputException($"{Path}: agent {Manifest.Agent} has no value function"), observations, goals);

    /// <summary>The graph, for those who cannot do without.</summary>
    /// <exception cref="InputException">There is none.</exception>
    public LandmarkGraph RequireGraph() =>
        Graph ?? throw new InputException($"{Path}: has no landmark graph; build one: hiql graph {Path}");

    /// <summary>γ of the training, for those who read V as a distance.</summary>
    /// <exception cref="InputException">The manifest does not say.</exception>
    internal double RequireDiscount() =>
        Manifest.Config.ValueKind == JsonValueKind.Object
        && Manifest.Config.TryGetProperty("discount", out var found) && found.TryGetDouble(out var discount)
            ? discount
            : throw new InputException($"{Path}: {BundleManifest.FileName}: config.discount is missing: V cannot be read as a distance");

    /// <summary>Some of the landmarks.</summary>
    /// <param name="rows">Rows among all.</param>
    /// <returns>Shape (rows, observation_dim).</returns>
    internal float[] LandmarkStates(ReadOnlySpan<int> rows)
    {
        var width = Manifest.Environment.Observation.Dim;
        var states = new float[rows.Length * width];
        for (var i = 0; i < rows.Length; i++)
            Landmarks.Slice(rows[i] * width, width).CopyTo(states.AsSpan(i * width));
        return states;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var model in _models)
            model.Dispose();
    }

    private void OpenNetworks(BundleFolder folder)
    {
        var spec = Manifest.Environment;
        var observation = new GraphPort(BundleFiles.Observation, spec.Observation.Dim);
        var goal = new GraphPort(BundleFiles.Goal, spec.Goal.Dim);
        var subgoal = new GraphPort(BundleFiles.Subgoal, Manifest.RepDim);
        var action = new GraphPort(BundleFiles.Action, spec.Action.Dim * Manifest.ActionsAtOnce);
        if (Manifest.Hierarchical)
        {
            Manager = Open(folder, BundleFiles.Manager, observation, goal, subgoal);
            GoalRep = Open(folder, BundleFiles.GoalRep, observation, goal, subgoal);
        }
        Worker = Open(folder, BundleFiles.Worker, observation, Manifest.Hierarchical ? subgoal : goal, action);
        if (folder.Contains(BundleFiles.Value))
            Value = Open(folder, BundleFiles.Value, observation, goal, new GraphPort(BundleFiles.ValueOutput, 0));
    }

    private OnnxModel Open(BundleFolder folder, string name, GraphPort first, GraphPort second, GraphPort output)
    {
        var model = OnnxModel.Load(folder.FilePath(name), folder.Bytes(name), [first, second], output);
        _models.Add(model);
        return model;
    }

    private void ReplayProbes(BundleFolder folder)
    {
        _ = folder.Bytes(BundleFiles.Probes);
        MaxAbsError = BundleProbes.Replay(folder.FilePath(BundleFiles.Probes), _models.Select(model =>
            (model, $"{System.IO.Path.GetFileNameWithoutExtension(model.Path)}_{model.Output.Name}")));
    }

    private void ReadLandmarks(BundleFolder folder)
    {
        if (!folder.Contains(BundleFiles.Landmarks))
            return;
        using var npz = NpzReader.Open(folder.FilePath(BundleFiles.Landmarks));
        npz.Require("observations", NpyType.Float32, -1, Manifest.Environment.Observation.Dim);
        _landmarks = npz.Read<float>("observations");
    }

    private void ReadGraph(BundleFolder folder)
    {
        if (Manifest.Graph is { } settings)
            Graph = LandmarkGraphFile.Read(folder.FilePath(BundleFiles.Graph), settings, Landmarks.Length / Manifest.Environment.Observation.Dim);
    }
}
