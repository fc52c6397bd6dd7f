using HiqlRobotics.Tools.Recipes;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Pipeline;

/// <summary>The pipeline's stages as commands a reader can paste.</summary>
internal static class ReproductionCommands
{
    public static IEnumerable<string> For(Recipe recipe, PipelinePaths paths)
    {
        var data = recipe.Dataset;
        yield return $"hiql collect --env {recipe.Environment} --type {data.Type} --episodes {data.Episodes} --steps {data.Steps}"
            + $"{(data.Val > 0 ? $" --val {data.Val}" : "")} --seed {data.Seed} --out {paths.Dataset}";
        foreach (var agent in recipe.Evaluation.Baselines.Prepend(recipe.Training.Agent))
            foreach (var line in ForAgent(recipe, paths, agent))
                yield return line;
        yield return $"hiql run --env {recipe.Environment} --bundle {paths.Bundle(recipe.Training.Agent)} --rate {recipe.Run.Rate} --seconds {recipe.Run.Seconds} --task-id {recipe.Run.TaskId}";
    }

    private static IEnumerable<string> ForAgent(Recipe recipe, PipelinePaths paths, string agent)
    {
        var training = recipe.Training;
        var set = agent == training.Agent && training.Set.Count > 0 ? $" --set {string.Join(' ', training.Set)}" : "";
        var steps = training.Steps is { } n ? $" --steps {n}" : "";
        yield return $"hiql train --data {paths.Dataset} --env {recipe.Environment} --agent {agent} --preset {training.Preset}{set}{steps} --seed {training.Seed} --out {paths.Run(agent)}";
        yield return $"hiql export {paths.Run(agent)} --out {paths.Bundle(agent)}";
        var graph = agent == training.Agent ? recipe.Graph : null;
        if (graph is not null)
            yield return $"hiql graph {paths.Bundle(agent)} --nodes {graph.Options.Nodes} --edge-length {graph.Options.EdgeLength}"
                + $"{(graph.Options.Horizon is { } horizon ? $" --horizon {horizon}" : "")}{(graph.Edges == GraphEdges.Trajectories ? $" --data {paths.Dataset}" : "")}";
        var evaluation = recipe.Evaluation;
        foreach (var period in agent == training.Agent ? evaluation.ManagerPeriods : [null])
            foreach (var ways in graph is null ? [""] : (string[])["", " --graph off"])
                yield return $"hiql eval --env {recipe.Environment} --bundle {paths.Bundle(agent)} --episodes {evaluation.Episodes}"
                    + $"{(period is { } k ? $" --manager-period {k}" : "")}{ways} --seed {evaluation.Seed}";
    }
}
