using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Run folder → bundle, checked as a controller would.</summary>
internal static class ExportStage
{
    public const string Last = "last", Best = "best";

    /// <param name="run">Run folder.</param>
    /// <param name="bundle">Bundle folder.</param>
    /// <param name="checkpoint">last, best, or a step.</param>
    /// <param name="terminal">Told about damaged checkpoints.</param>
    public static VerifyDocument Run(string run, string bundle, string checkpoint, Terminal terminal)
    {
        BundleExporter.ExportRun(run, bundle, terminal.Note, Step(run, checkpoint));
        return VerifyStage.Run(bundle, environmentName: null);
    }

    private static long? Step(string run, string checkpoint) => checkpoint switch
    {
        Last => null,
        Best => BestStep(run),
        _ => long.TryParse(checkpoint, NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step
            : throw new InputException($"--checkpoint: expected {Last}, {Best} or a step, found '{checkpoint}'"),
    };

    private static long BestStep(string run)
    {
        // A folder that is no run says so first.
        var agent = RunConfig.Load(run).Config.Agent;
        return new CheckpointStore(run).Best
            ?? throw new InputException($"{run}: no checkpoint of this {agent} run says how well a V orders trajectories; use --checkpoint {Last}");
    }
}
