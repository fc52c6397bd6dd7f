using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Tools.Recipes;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Pipeline;

/// <summary>Finds a recipe's mistakes before the first stage, not after ten minutes of collection.</summary>
internal static class RecipeCheck
{
    /// <exception cref="InputException">A name or value no stage would accept.</exception>
    public static void Require(Recipe recipe, string path)
    {
        try
        {
            RequireKnown(recipe);
        }
        catch (InputException e)
        {
            throw new InputException($"{path}: {e.Message}", e);
        }
    }

    private static void RequireKnown(Recipe recipe)
    {
        var (environment, training, type) = (recipe.Environment, recipe.Training, recipe.Dataset.Type);
        DatasetCollector.RequireType(environment, type);
        TrainStage.Resolve(environment, type, training.Agent, training.Preset, training.Set, training.Steps);
        if (recipe.Graph is not null && AgentKind.Of(training.Agent).Value is ValueForm.None)
            throw new InputException($"graph: {training.Agent} has no value function, so there are no distances for one");
        RequireTaskAndMaze(recipe);
        foreach (var agent in recipe.Evaluation.Baselines)
            HiqlPresets.Create(agent, training.Preset, environment, type);
        if (recipe.Evaluation.Baselines.Contains(training.Agent))
            throw new InputException($"the baseline '{training.Agent}' is the main agent itself");
    }

    private static void RequireTaskAndMaze(Recipe recipe)
    {
        using var environment = EnvironmentCatalog.Create(recipe.Environment);
        var count = environment.Spec.Tasks.Count;
        if (recipe.Run.TaskId > count)
            throw new InputException($"run.task_id: {recipe.Environment} has tasks 1 to {count}, found {recipe.Run.TaskId}");
        if (recipe.Graph is { } graph)
            GraphStage.Require("graph.edges", graph.Edges, environment.Spec);
    }
}
