using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Bundle → the same bundle with a landmark graph, checked as a controller would.</summary>
internal static class GraphStage
{
    /// <summary>What a plan asks for, before anything runs.</summary>
    /// <param name="key">Of the file that asks, for the error.</param>
    /// <param name="edges">What the edges shall go by.</param>
    /// <param name="environment">Where.</param>
    /// <exception cref="InputException">Edges that the environment has no means for.</exception>
    public static void Require(string key, GraphEdges edges, EnvironmentSpec environment)
    {
        if (edges == GraphEdges.Trajectories)
            LandmarkTrajectories.RequireMaze(key, environment);
    }

    /// <summary>Builds and writes.</summary>
    /// <param name="path">The bundle's folder.</param>
    /// <param name="target">The new bundle's; may be the same.</param>
    /// <param name="options">Size and reach.</param>
    /// <param name="data">Sound dataset whose trajectories edges go by; null for the value function alone.</param>
    /// <param name="terminal">Shown the progress.</param>
    public static GraphDocument Run(string path, string target, LandmarkGraphOptions options, string? data, Terminal terminal)
    {
        var started = terminal.Time.GetTimestamp();
        double seconds;
        using (var bundle = ControllerBundle.Load(path))
        {
            if (data is not null)
                options = options with { Trajectories = DatasetPlaces.Trajectories(data, bundle.Manifest.Environment.Observation.Dim) };
            var graph = terminal.Track("graph", "landmarks", meter => LandmarkGraphBuilder.Build(
                bundle, options, (done, all) => meter.Report(done, all, null), terminal.Cancellation));
            seconds = terminal.Time.GetElapsedTime(started).TotalSeconds;
            LandmarkGraphBuilder.Write(target, bundle, graph);
        }
        using var written = ControllerBundle.Load(target);
        return new GraphDocument
        {
            Bundle = target,
            Sha256 = written.Sha256,
            Graph = written.RequireGraph().Settings,
            Bytes = new FileInfo(Path.Combine(target, BundleFiles.Graph)).Length,
            Seconds = seconds,
        };
    }
}
