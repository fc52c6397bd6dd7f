using System.Text.Json.Nodes;
using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

/// <summary>The hierarchical fixture with a graph over its nine landmarks.</summary>
internal sealed class GraphBundle : IDisposable
{
    /// <summary>γ that the fixture's value function, which is no distance, is read with.</summary>
    public const double Discount = 0.9;

    public static readonly LandmarkGraphOptions Options = new() { EdgeLength = 4, Horizon = 6 };

    public GraphBundle()
    {
        Copy = WithoutGraph();
        using var bundle = ControllerBundle.Load(Copy.Folder);
        LandmarkGraphBuilder.Write(Copy.Folder, bundle, LandmarkGraphBuilder.Build(bundle, Options));
    }

    public BundleCopy Copy { get; }

    public string Folder => Copy.Folder;

    public static BundleCopy WithoutGraph()
    {
        var copy = new BundleCopy(Bundles.Hierarchical);
        copy.EditManifest(manifest => manifest["config"] = new JsonObject { ["discount"] = Discount });
        return copy;
    }

    public ControllerBundle Load() => ControllerBundle.Load(Folder);

    public void Dispose() => Copy.Dispose();
}
