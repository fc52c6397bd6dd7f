using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Recipes;

/// <summary>Reads a recipe and refuses what it does not understand, with the line.</summary>
internal static class RecipeFile
{
    /// <summary>Means the bundle's own deployment period in <c>manager_periods</c>.</summary>
    private const string DefaultPeriod = "default";

    /// <exception cref="InputException">The file is missing, is no YAML, or has an unknown key or a wrong value.</exception>
    public static Recipe Read(string path)
    {
        var root = YamlSection.Load(path, "recipe", "recipes");
        var recipe = new Recipe
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Environment = root.Text("environment"),
            Dataset = ReadDataset(root.Section("dataset")),
            Training = ReadTraining(root.Section("training")),
            Graph = root.Find("graph") is null ? null : ReadGraph(root.Section("graph")),
            Evaluation = ReadEvaluation(root.Section("evaluation")),
            Run = ReadRun(root.Section("run")),
        };
        root.RefuseUnknown();
        return recipe;
    }

    private static DatasetRecipe ReadDataset(YamlSection section)
    {
        var dataset = new DatasetRecipe(
            section.Text("type", "navigate"),
            section.Number("episodes", 1000, 1),
            section.Number("steps", 1000, 1),
            section.Number("seed", 0UL, 0UL),
            section.Number("val", 0, 0));
        section.RefuseUnknown();
        return dataset;
    }

    private static TrainingRecipe ReadTraining(YamlSection section)
    {
        var set = section.Section("set");
        var training = new TrainingRecipe(
            section.Text("agent", "hiql"),
            section.Text("preset", "small"),
            section.Find("steps") is { } steps ? section.Parse<long>("steps", steps) : null,
            section.Number("seed", 0UL, 0UL),
            [.. set.Keys.Select(key => $"{key}={set.Text(key)}")],
            section.Number("eval_interval", 0L, 0L));
        section.RefuseUnknown();
        return training;
    }

    private static GraphRecipe ReadGraph(YamlSection section)
    {
        var options = new LandmarkGraphOptions
        {
            Nodes = section.Number("nodes", GraphSettings.DefaultNodes, 2),
            EdgeLength = section.Number("edge_length", GraphSettings.DefaultEdgeLength, 1.0),
            Horizon = section.Find("horizon") is null ? null : section.Number("horizon", 0.0, 1.0),
        };
        var edges = section.Text("edges", "value") switch
        {
            "value" => GraphEdges.Value,
            "trajectories" => GraphEdges.Trajectories,
            var word => throw section.Wrong(section.Find("edges")!, "edges", word, "value or trajectories"),
        };
        section.RefuseUnknown();
        return new GraphRecipe(options, edges);
    }

    private static EvaluationRecipe ReadEvaluation(YamlSection section)
    {
        var evaluation = new EvaluationRecipe(
            section.Number("episodes", 50, 1),
            section.Number("seed", 0UL, 0UL),
            ReadPeriods(section),
            section.List("baselines"));
        section.RefuseUnknown();
        return evaluation;
    }

    private static IReadOnlyList<int?> ReadPeriods(YamlSection section)
    {
        var words = section.List("manager_periods");
        return words.Count == 0 ? [null, 1] : [.. words.Select(word => ReadPeriod(section, word))];
    }

    private static int? ReadPeriod(YamlSection section, string word)
    {
        if (word == DefaultPeriod)
            return null;
        return int.TryParse(word, out var period) && period >= 1 ? period
            : throw section.Wrong(section.Find("manager_periods")!, "manager_periods", word, "'default' or 1 or more");
    }

    private static RunRecipe ReadRun(YamlSection section)
    {
        var run = new RunRecipe(
            section.Number("rate", 100.0, 0.1),
            section.Number("seconds", 5.0, 0.1),
            section.Number("task_id", 1, 1));
        section.RefuseUnknown();
        return run;
    }
}
