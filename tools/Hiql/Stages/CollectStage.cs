using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Environment → dataset.</summary>
internal static class CollectStage
{
    public static CollectDocument Run(CollectOptions options, Terminal terminal)
    {
        var started = terminal.Time.GetTimestamp();
        var result = terminal.Track("collect", "steps", meter => DatasetCollector.Collect(
            options, progress => meter.Report(progress.Transitions, progress.TotalTransitions, $"{progress.Episodes:N0} episodes"), terminal.Cancellation));
        return new CollectDocument
        {
            Path = options.Out,
            Environment = options.Environment,
            Type = options.Type,
            Seed = options.Seed,
            Transitions = result.Transitions,
            Episodes = result.Episodes,
            Seconds = terminal.Time.GetElapsedTime(started).TotalSeconds,
            StepsPerSecond = result.StepsPerSecond,
            Sha256 = result.Sha256,
        };
    }
}
