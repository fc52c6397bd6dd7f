using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Bundle → the same bundle with a landmark graph, checked as a controller would.</summary>
internal static class GraphStage
{
    public static GraphDocument Run(string path, string target, LandmarkGraphOptions options, Terminal terminal)
    {
        var started = terminal.Time.GetTimestamp();
        double seconds;
        using (var bundle = ControllerBundle.Load(path))
        {
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
