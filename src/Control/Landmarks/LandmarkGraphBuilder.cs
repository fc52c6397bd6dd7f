using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>Builds the landmark graph of a bundle: its value function between all pairs of landmarks, and trajectories on request. No trainer is needed.</summary>
public static class LandmarkGraphBuilder
{
    // Landmarks of a graph are about this far apart.
    private const double ReachInCells = 1.0 / 4;

    /// <summary>Builds a graph; the same bundle and options give the same numbers, for any number of jobs.</summary>
    /// <param name="bundle">With landmarks and a value function.</param>
    /// <param name="options">Size and reach.</param>
    /// <param name="progress">Told rows done and rows in all, from several threads.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InputException">The bundle has no value function, landmarks or discount, or the options fit no graph.</exception>
    public static LandmarkGraph Build(
        ControllerBundle bundle, LandmarkGraphOptions options, Action<int, int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(options);
        RequireMeans(bundle, options);
        var width = bundle.Manifest.Environment.Observation.Dim;
        var landmarks = Spread(bundle.Landmarks.Length / width, options.Nodes);
        var settings = new GraphSettings
        {
            Nodes = landmarks.Length,
            EdgeLength = options.EdgeLength,
            Horizon = options.Horizon ?? DefaultHorizon(bundle.Manifest),
            Discount = bundle.RequireDiscount(),
            ValueSha256 = bundle.Manifest.Files[BundleFiles.Value],
            TrajectoriesSha256 = options.Trajectories?.Sha256,
        };
        if (settings.Complaint() is { } complaint)
            throw new InputException($"{bundle.Path}: landmark graph: {complaint}");
        var states = bundle.LandmarkStates(landmarks);
        var distances = Measure(bundle, states, settings, options.Jobs, progress, cancellation);
        if (options.Trajectories is { } trajectories)
            Follow(bundle.Manifest.Environment.Maze!, trajectories, states, settings, distances);
        return new LandmarkGraph(settings, landmarks, distances);
    }

    /// <summary>Writes a bundle that is another one with this graph; an existing one is replaced in one rename.</summary>
    /// <param name="path">The new bundle's folder; may be the old one's.</param>
    /// <param name="bundle">The old one.</param>
    /// <param name="graph">Of that bundle.</param>
    /// <exception cref="HiqlException">It cannot be written.</exception>
    public static void Write(string path, ControllerBundle bundle, LandmarkGraph graph)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(graph);
        var manifest = bundle.Manifest with { Graph = graph.Settings };
        AtomicFile.WriteDirectory(path, folder =>
        {
            foreach (var name in bundle.Manifest.Files.Keys)
                if (name != BundleFiles.Graph)
                    AtomicFile.WriteAllBytes(Path.Combine(folder, name), File.ReadAllBytes(Path.Combine(bundle.Path, name)));
            LandmarkGraphFile.Write(Path.Combine(folder, BundleFiles.Graph), graph);
            manifest.WriteInto(folder);
        });
    }

    private static void RequireMeans(ControllerBundle bundle, LandmarkGraphOptions options)
    {
        var spec = bundle.Manifest.Environment;
        if (bundle.Value is null)
            throw new InputException($"{bundle.Path}: agent {bundle.Manifest.Agent} has no value function, so there are no distances for a graph");
        if (bundle.Landmarks.IsEmpty)
            throw new InputException($"{bundle.Path}: has no {BundleFiles.Landmarks}, so there are no nodes for a graph; export the bundle again");
        if (spec.Goal.Dim != spec.Observation.Dim)
            throw new InputException(
                $"{bundle.Path}: goals of {spec.Name} have {spec.Goal.Dim} numbers, states {spec.Observation.Dim}: a landmark is no goal there");
        if (options.Trajectories is not null)
            LandmarkTrajectories.RequireMaze(bundle.Path, spec);
    }

    // Where trajectories have gone is as far as they took. Everything else lies τ_g further than V says, and beyond τ_g an edge costs more
    // than any way around: it is taken where none has been shown.
    private static void Follow(MazeLayout maze, LandmarkTrajectories trajectories, float[] states, GraphSettings settings, Half[] distances)
    {
        var width = states.Length / settings.Nodes;
        float[] places = [.. Enumerable.Range(0, 2 * settings.Nodes).Select(i => states[(i / 2 * width) + (i % 2)])];
        var shown = trajectories.StepsBetween(places, maze.CellSize * ReachInCells, settings.EdgeLength);
        for (var edge = 0; edge < distances.Length; edge++)
            distances[edge] = shown[edge] > Half.Zero ? shown[edge] : distances[edge] + (Half)settings.EdgeLength;
    }

    // A subgoal is k steps away and held for a period: towards a landmark that is nearer than both, a robot overshoots and turns
    // around for ever. With a manager that is asked at every step this is about the published T.
    private static double DefaultHorizon(BundleManifest manifest) => Math.Max(
        GraphSettings.DefaultHorizon, manifest.Hierarchical ? 2 * (manifest.SubgoalSteps + manifest.ManagerPeriod) : 0);

    // Landmarks lie in the order of the dataset: every so many of them are as spread out as all are.
    private static int[] Spread(int count, int wanted)
    {
        var nodes = Math.Clamp(wanted, 0, count);
        return [.. Enumerable.Range(0, nodes).Select(i => (int)((long)i * count / nodes))];
    }

    private static Half[] Measure(
        ControllerBundle bundle, float[] states, GraphSettings settings, int jobs, Action<int, int>? progress, CancellationToken cancellation)
    {
        var (nodes, width) = (settings.Nodes, states.Length / settings.Nodes);
        var distances = new Half[nodes * nodes];
        var distance = new ValueDistance(settings.Discount);
        var (done, unfit) = (0, -1);
        Parallel.For(0, nodes, new ParallelOptions { MaxDegreeOfParallelism = jobs, CancellationToken = cancellation }, from =>
        {
            var values = bundle.Values(states.AsSpan(from * width, width), states);
            for (var to = 0; to < nodes; to++)
                if (float.IsFinite(values[to]))
                    distances[(from * nodes) + to] = (Half)distance.Of(values[to]);
                else
                    Volatile.Write(ref unfit, from);
            progress?.Invoke(Interlocked.Increment(ref done), nodes);
        });
        return unfit < 0 ? distances : throw new InputException(
            $"{bundle.Path}: {BundleFiles.Value}: not a finite number from node {unfit} of the landmark graph; train the bundle again");
    }
}

/// <summary>Size and reach of a landmark graph.</summary>
public sealed record LandmarkGraphOptions
{
    /// <summary>Landmarks to take; all of the bundle's where it has no more.</summary>
    public int Nodes { get; init; } = GraphSettings.DefaultNodes;

    /// <summary>τ_g in control steps.</summary>
    public double EdgeLength { get; init; } = GraphSettings.DefaultEdgeLength;

    /// <summary>T in control steps; null for <see cref="GraphSettings.DefaultHorizon"/>, or more where subgoals are held for long.</summary>
    public double? Horizon { get; init; }

    /// <summary>
    /// Where a dataset has been: an edge that no trajectory in it shows is taken only where there is no other way; null for edges by the
    /// value function alone, as published.
    /// </summary>
    public LandmarkTrajectories? Trajectories { get; init; }

    /// <summary>Threads.</summary>
    public int Jobs { get; init; } = 1;
}
