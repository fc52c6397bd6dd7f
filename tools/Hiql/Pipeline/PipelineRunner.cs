using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Recipes;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Pipeline;

/// <summary>The whole way, stage by stage; what a stage hands on is a file.</summary>
internal sealed class PipelineRunner
{
    private readonly Recipe _recipe;
    private readonly PipelinePaths _paths;
    private readonly StageStore _stages;
    private readonly PipelineTraining _training;
    private readonly Terminal _terminal;
    private readonly int _jobs;

    public PipelineRunner(Recipe recipe, PipelinePaths paths, int jobs, bool fresh, Terminal terminal)
    {
        (_recipe, _paths, _jobs, _terminal) = (recipe, paths, jobs, terminal);
        _stages = new StageStore(paths.Folder, fresh, terminal);
        _training = new PipelineTraining(recipe, paths, _stages, fresh, terminal);
    }

    public PipelineDocument Run(string recipePath)
    {
        var collected = Collect();
        var trained = _training.Run(_recipe.Training.Agent, collected);
        var exported = Export(trained);
        var verified = Verify(exported);
        var driven = Drive(exported);
        var evaluations = _recipe.Evaluation.ManagerPeriods.SelectMany(period => EvaluateWays(exported, period)).ToList();
        var baselines = _recipe.Evaluation.Baselines.Select(agent => _training.Run(agent, collected)).ToArray();
        evaluations.AddRange(baselines.Select(baseline => Evaluate(Export(baseline), period: null)));
        return new PipelineDocument
        {
            Environment = _recipe.Environment,
            Out = _paths.Folder,
            Collect = collected,
            Train = trained,
            Export = exported,
            Verify = verified,
            Run = driven,
            Eval = evaluations[0].Result,
            Evaluations = evaluations,
            Baselines = baselines,
            StageSeconds = _stages.Seconds,
            Commands = [.. ReproductionCommands.For(_recipe, _paths), $"# or all of it: hiql pipeline {recipePath} --out {_paths.Folder} --fresh"],
            Machine = Machine.Describe(),
            Report = _paths.ReportHtml,
        };
    }

    private CollectDocument Collect()
    {
        var options = new CollectOptions
        {
            Environment = _recipe.Environment,
            Type = _recipe.Dataset.Type,
            Out = _paths.Dataset,
            Episodes = _recipe.Dataset.Episodes,
            Steps = _recipe.Dataset.Steps,
            ValidationEpisodes = _recipe.Dataset.Val,
            Seed = _recipe.Dataset.Seed,
            Jobs = _jobs,
        };
        return _stages.Run("collect", options with { Jobs = 1 }, IsThere, () => CollectStage.Run(options, _terminal));
    }

    private static bool IsThere(CollectDocument collected) =>
        File.Exists(collected.Path) && Sha256File.OfFile(collected.Path) == collected.Sha256;

    private VerifyDocument Export(TrainDocument trained)
    {
        var bundle = _paths.Bundle(trained.Agent);
        var graph = trained.Agent == _recipe.Training.Agent ? _recipe.Graph : null;
        return _stages.Run(
            StageName("export", trained.Agent), new { trained, graph },
            done => Directory.Exists(bundle) && VerifyStage.Run(bundle, environmentName: null).Sha256 == done.Sha256,
            () => graph is null ? ExportStage.Run(trained.Run, bundle, ExportStage.Last, _terminal) : ExportWithGraph(trained.Run, bundle, graph));
    }

    private VerifyDocument ExportWithGraph(string run, string bundle, GraphRecipe graph)
    {
        ExportStage.Run(run, bundle, ExportStage.Last, _terminal);
        GraphStage.Run(bundle, bundle, graph.Options with { Jobs = _jobs }, graph.Edges == GraphEdges.Trajectories ? _paths.Dataset : null, _terminal);
        return VerifyStage.Run(bundle, environmentName: null);
    }

    // Costs next to nothing, and is the stage whose point is not to trust what was there before.
    private VerifyDocument Verify(VerifyDocument exported)
    {
        var verified = _stages.Run("verify", exported, _ => false, () => VerifyStage.Run(exported.Bundle, _recipe.Environment));
        return verified.Ok ? verified : throw new HiqlException(
            $"{exported.Bundle}: probes differ by {verified.MaxAbsError:0.0e0}, allowed is {verified.Tolerance:0e0}; export again");
    }

    private ControlReport Drive(VerifyDocument exported)
    {
        var run = _recipe.Run;
        var options = new ControlOptions { Rate = run.Rate, Seconds = run.Seconds, TaskId = run.TaskId, Seed = _recipe.Evaluation.Seed };
        return _stages.Run("run", new { exported.Sha256, run, options.Seed }, _ => true, () =>
        {
            _terminal.Note($"run: {run.Seconds:0.#} s at {run.Rate:0.#} Hz");
            var report = RunStage.Run(_recipe.Environment, exported.Bundle, options, managerPeriod: null, graph: null, log: null, _terminal.Cancellation);
            return report.Interrupted ? throw new OperationCanceledException("stopped during the real-time check; the same command goes on from there") : report;
        });
    }

    // As deployed, and where that is with a graph, also without.
    private IEnumerable<NamedEvaluation> EvaluateWays(VerifyDocument exported, int? period) => _recipe.Graph is null
        ? [Evaluate(exported, period)]
        : [Evaluate(exported, period), Evaluate(exported, period, withoutGraph: true)];

    private NamedEvaluation Evaluate(VerifyDocument exported, int? period, bool withoutGraph = false)
    {
        var evaluation = _recipe.Evaluation;
        var request = new EvalRequest
        {
            Environment = _recipe.Environment,
            Bundle = exported.Bundle,
            ManagerPeriod = period,
            Graph = withoutGraph ? false : null,
            Options = new EvaluationOptions { Episodes = evaluation.Episodes, Seed = evaluation.Seed, Jobs = _jobs },
        };
        var result = _stages.Run(
            StageName((period is { } k ? $"eval-period-{k}" : "eval") + (withoutGraph ? "-without-graph" : ""), exported.Agent),
            new { exported.Sha256, period, evaluation.Episodes, evaluation.Seed, withoutGraph }, _ => true,
            () => EvalStage.Run(request, _terminal));
        return new NamedEvaluation(Name(result) + (withoutGraph ? ", no graph" : result.Graph is null ? "" : ", over the graph"), result);
    }

    private string StageName(string stage, string agent) => agent == _recipe.Training.Agent ? stage : $"{stage}-{agent}";

    private static string Name(EvalDocument result) => result.ManagerPeriod switch
    {
        0 => $"{result.Agent.ToUpperInvariant()}, flat",
        1 => $"{result.Agent.ToUpperInvariant()}, manager every step",
        var k => $"{result.Agent.ToUpperInvariant()}, subgoal held {k} steps",
    };
}
