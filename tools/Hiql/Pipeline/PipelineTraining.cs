using HiqlRobotics.Learning;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Recipes;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Pipeline;

/// <summary>The training stages: the main agent, and baselines with the same budget and their own defaults.</summary>
internal sealed class PipelineTraining(Recipe recipe, PipelinePaths paths, StageStore stages, bool fresh, Terminal terminal)
{
    public TrainDocument Run(string agent, CollectDocument collected)
    {
        var request = Request(agent, collected);
        var config = TrainStage.Resolve(request);
        return stages.Run(
            agent == recipe.Training.Agent ? "train" : $"train-{agent}",
            new { collected.Sha256, config, request.Seed, request.Threads, request.EvaluationInterval },
            _ => File.Exists(Path.Combine(request.Out, RunConfig.FileName)),
            () => TrainStage.Run(request with { Resume = CanResume(request, config, collected) }, terminal));
    }

    private TrainRequest Request(string agent, CollectDocument collected)
    {
        var main = new TrainRequest
        {
            Data = collected.Path,
            Environment = recipe.Environment,
            Agent = recipe.Training.Agent,
            Preset = recipe.Training.Preset,
            Set = recipe.Training.Set,
            Steps = recipe.Training.Steps,
            Seed = recipe.Training.Seed,
            EvaluationInterval = recipe.Training.EvalInterval,
            Out = paths.Run(agent),
        };
        return agent == main.Agent ? main : main with { Agent = agent, Set = [], Steps = TrainStage.Resolve(main).Steps };
    }

    // An unfinished run of the same inputs goes on; one of other inputs makes way.
    private bool CanResume(TrainRequest request, HiqlConfig config, CollectDocument collected)
    {
        if (!File.Exists(Path.Combine(request.Out, RunConfig.FileName)))
            return false;
        if (!fresh && TrainStage.CanResume(request, config, collected.Sha256))
            return true;
        terminal.Note($"{request.Out}: holds a run of other settings, which makes way");
        Directory.Delete(request.Out, recursive: true);
        return false;
    }
}
