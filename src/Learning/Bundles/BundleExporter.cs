using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;
using HiqlRobotics.Learning.Logging;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Turns an agent of a run into a bundle that a controller can load.</summary>
/// <param name="run">What was trained.</param>
/// <param name="reference">Landmarks and probes.</param>
public sealed class BundleExporter(RunConfig run, ReferenceStates reference)
{
    /// <summary>Exports a checkpoint of a run: <c>hiql export RUN</c>.</summary>
    /// <param name="runFolder">The run's folder.</param>
    /// <param name="bundle">The bundle's folder; replaced if it exists.</param>
    /// <param name="warn">Told about checkpoints that had to be passed over.</param>
    /// <param name="step">Which checkpoint; null for the last whole one.</param>
    /// <returns>Gradient steps behind the exported weights.</returns>
    /// <exception cref="InputException">The folder is no run, or has no whole checkpoint, or not this one.</exception>
    public static long ExportRun(string runFolder, string bundle, Action<string>? warn = null, long? step = null)
    {
        var run = RunConfig.Load(runFolder);
        using var lanes = new TwoLanes(threads: 1);
        using var agent = AgentFactory.Create(
            run.Config, run.Scaling, run.Environment.Action.Dim, run.Seed, CPU, lanes);
        using var average = run.Config.EmaDecay > 0 ? new WeightAverage(agent.Networks, run.Config.EmaDecay) : null;
        var store = new CheckpointStore(runFolder);
        var state = (step is { } one ? store.Load(one, agent, average) : store.LoadLatest(agent, average, warn ?? (_ => { })))
            ?? throw new InputException($"{runFolder}: has no checkpoint yet; train it, or continue with: hiql train --resume");
        var exporter = new BundleExporter(run, ReferenceStates.Load(runFolder));
        void Write() => exporter.Write(bundle, agent, state.Step, MetricsAt(runFolder, state.Step));
        if (average is null)
            Write();
        else
            average.Use(Write);
        return state.Step;
    }

    /// <summary>Writes a whole bundle or nothing.</summary>
    /// <param name="path">The bundle's folder.</param>
    /// <param name="agent">Whose networks.</param>
    /// <param name="step">Gradient steps behind them.</param>
    /// <param name="metrics">At that step.</param>
    /// <exception cref="HiqlException">It cannot be written.</exception>
    public void Write(string path, IAgent agent, long step, IReadOnlyDictionary<string, double> metrics)
    {
        var config = run.Config;
        BundleWriter.Write(path, new BundleContent
        {
            Manifest = new BundleManifest
            {
                Environment = run.Environment,
                Agent = config.Agent,
                Hierarchical = config.Hierarchical,
                SubgoalSteps = config.Hierarchical ? config.SubgoalSteps : 0,
                ManagerPeriod = config.Hierarchical ? config.ManagerPeriod : 1,
                GoalWithin = config.Hierarchical && config.GoalAsSubgoal ? config.SubgoalSteps : null,
                GoalParts = config.GoalParts ? true : null,
                ActionChunk = config.ActionChunk > 1 ? config.ActionChunk : null,
                RepDim = config.Hierarchical ? config.SubgoalDim(run.Environment.Observation.Dim) : 0,
                SubgoalRep = config.SubgoalRep,
                Config = JsonSerializer.SerializeToElement(config, ContractJson.Document),
                Seed = run.Seed,
                Steps = step,
                DatasetSha256 = run.DatasetSha256,
                Metrics = metrics,
                Files = new Dictionary<string, string>(),
            },
            Networks = NetworkWeights.Of(agent.Networks, run),
            Landmarks = reference.Landmarks,
            Probes = ProbeOutputs.Compute(agent.Networks, run.Scaling, reference),
        });
    }

    private static IReadOnlyDictionary<string, double> MetricsAt(string runFolder, long step)
    {
        var path = Path.Combine(runFolder, MetricsLog.FileName);
        var last = File.Exists(path) ? MetricsLog.Read(path).LastOrDefault(line => line.Step <= step) : null;
        return last?.Metrics ?? new Dictionary<string, double>();
    }
}
