using System.CommandLine;
using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Pipeline;
using HiqlRobotics.Tools.Recipes;
using HiqlRobotics.Tools.Reports;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql pipeline</c>: the whole way by recipe.</summary>
internal sealed class PipelineCommand : HiqlCommand
{
    private static readonly string DefaultRecipe = Path.Combine("recipes", "pointmaze-medium.yaml");

    private readonly Argument<string?> _recipe = new("recipe")
    {
        Description = $"Recipe (.yaml); default: {DefaultRecipe}",
        Arity = ArgumentArity.ZeroOrOne,
        HelpName = "recipe",
    };

    private readonly Option<string?> _out = new("--out") { Description = "Folder for everything; default: runs/RECIPE", HelpName = "dir" };
    private readonly Option<int> _jobs = Options.Jobs();
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Training seed instead of the recipe's", HelpName = "n" };
    private readonly Option<bool> _fresh = new("--fresh") { Description = "Redo every stage, also those whose results are there" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql pipeline", "PointMaze, the whole way, in minutes; then open runs/pointmaze-medium/report.html"),
        new("hiql pipeline", "once more: nothing to do; after Ctrl-C: goes on where it stopped"),
        new("hiql pipeline recipes/pointmaze-large.yaml --seed 1 --out runs/large-1", "another maze, another training seed"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_recipe);
        foreach (var option in new Option[] { _out, _jobs, _seed, _fresh })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var path = arguments.GetValue(_recipe) ?? Repository.Find(DefaultRecipe) ?? DefaultRecipe;
        var recipe = RecipeFile.Read(path);
        if (arguments.GetValue(_seed) is { } seed)
            recipe = recipe with { Training = recipe.Training with { Seed = seed } };
        RecipeCheck.Require(recipe, path);
        var paths = new PipelinePaths(arguments.GetValue(_out) ?? Path.Combine("runs", recipe.Name), recipe);
        var results = new PipelineRunner(recipe, paths, arguments.GetValue(_jobs), arguments.GetValue(_fresh), terminal).Run(path);
        AtomicFile.WriteAllText(paths.ReportHtml, ReportPage.Render(ReportBuilder.Build(results, terminal)));
        AtomicFile.WriteAllText(paths.ReportJson, JsonSerializer.Serialize(results, ContractJson.Document));
        return new Outcome(results, Describe(results));
    }

    private static string Describe(PipelineDocument results)
    {
        string[][] rows =
        [
            ["", "success", "95 % interval", .. results.Eval.Tasks.Select(task => $"task {task.Id}")],
            .. results.Evaluations.Select(e => (string[])[
                e.Name, Text.Percent(e.Result.OverallSuccess), Text.Interval(e.Result.Ci95), .. e.Result.Tasks.Select(task => Text.Percent(task.Success))]),
        ];
        return $"""
            {results.Environment}: {results.Collect.Transitions:N0} transitions, {results.Train.Steps:N0} training steps, {results.Eval.EpisodesPerTask} episodes per task

            {Text.Table(rows)}

            real time   {results.Run.Ticks:N0} ticks at {results.Run.RateHz:0.#} Hz, {results.Run.Missed} missed, {results.Run.PolicyUs.P50:0} µs from observation to action (median)
            bundle      {results.Verify.Bundle}  (probe error {results.Verify.MaxAbsError:0.0e0})
            report      {results.Report}
            took        {Text.Duration(results.StageSeconds.Values.Sum())}
            """;
    }
}
