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
        Best => new CheckpointStore(run).Best
            ?? throw new InputException($"{run}: no checkpoint says how well its V orders trajectories (agents without V have none); use --checkpoint {Last}"),
        _ => long.TryParse(checkpoint, NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step
            : throw new InputException($"--checkpoint: expected {Last}, {Best} or a step, found '{checkpoint}'"),
    };
}
