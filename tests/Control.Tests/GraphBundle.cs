using System.Text.Json.Nodes;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

/// <summary>The hierarchical fixture with a graph over its nine landmarks.</summary>
internal sealed class GraphBundle : IDisposable
{
    /// <summary>γ that the fixture's value function, which is no distance, is read with.</summary>
    public const double Discount = 0.9;

    public static readonly LandmarkGraphOptions Options = new() { EdgeLength = 4, Horizon = 6 };

    /// <param name="graph">Null for what the value function says.</param>
    public GraphBundle(Func<GraphSettings, LandmarkGraph>? graph = null)
    {
        Copy = WithoutGraph();
        using var bundle = ControllerBundle.Load(Copy.Folder);
        var built = LandmarkGraphBuilder.Build(bundle, Options);
        LandmarkGraphBuilder.Write(Copy.Folder, bundle, graph?.Invoke(built.Settings) ?? built);
    }

    /// <summary>
    /// One way alone, along the rim: from (4, −4), to which the value function says it is nearest from everywhere, over (0, −4),
    /// (−4, −4) and (−4, 0) to (−4, 4), from which it says it is nearest to everywhere.
    /// </summary>
    public static GraphBundle AlongTheRim() => new(settings =>
    {
        const int nodes = 9;
        var distances = new Half[nodes * nodes];
        Array.Fill(distances, (Half)2000);
        foreach (var (from, to) in new[] { (2, 1), (1, 0), (0, 3), (3, 6) })
            distances[(from * nodes) + to] = (Half)3;
        return new LandmarkGraph(settings, [.. Enumerable.Range(0, nodes)], distances);
    });

    public BundleCopy Copy { get; }

    public string Folder => Copy.Folder;

    public static BundleCopy WithoutGraph()
    {
        var copy = new BundleCopy(Bundles.Hierarchical);
        copy.EditManifest(manifest => manifest["config"] = new JsonObject { ["discount"] = Discount });
        return copy;
    }

    /// <summary>Without a graph; a goal that near is the subgoal itself.</summary>
    public static BundleCopy WithNearbyGoals(int within)
    {
        var copy = WithoutGraph();
        copy.EditManifest(manifest => (manifest["format_version"], manifest["goal_within"]) = (BundleManifest.CurrentFormatVersion, within));
        return copy;
    }

    public ControllerBundle Load() => ControllerBundle.Load(Folder);

    public void Dispose() => Copy.Dispose();
}
