using System.CommandLine;
using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Plots;
using HiqlRobotics.Tools.Stages;
using HiqlRobotics.Tools.Theory;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql theory</c>: the paper's toy problem, and the same question asked of a learned value.</summary>
internal sealed class TheoryCommand : HiqlCommand
{
    // Beyond it distances squared and counts of steps are no longer what anyone means.
    private const int FarthestGoal = 1_000_000;

    private readonly Option<string?> _distances = new("--t") { Description = "Distances of the goal, e.g. 100,50", HelpName = "list" };
    private readonly Option<string?> _sigmas = new("--sigma") { Description = "Noise of the value relative to the distance, e.g. 0.05,0.1", HelpName = "list" };
    private readonly Option<string?> _steps = new("--k")
    {
        Description = "Distances of a subgoal, e.g. 1,5,10; with --bundle one number, by default the horizon it was trained with",
        HelpName = "list",
    };

    private readonly Option<long> _samples = new("--samples") { Description = "Monte Carlo draws per row", DefaultValueFactory = _ => 200_000, HelpName = "n" };
    private readonly Option<ulong> _seed = Options.Seed("every draw");
    private readonly Option<string?> _out = new("--out") { Description = "Also draw it", HelpName = "file.svg|file.html" };
    private readonly Option<string?> _bundle = new("--bundle") { Description = "Examine the learned value of a bundle instead", HelpName = "dir" };
    private readonly Option<string?> _environment = new("--env") { Description = "Environment of the bundle; default: what it was trained for", HelpName = "name" };
    private readonly Option<string?> _data = new("--data")
    {
        Description = "Dataset (.npz) whose states are used, its -val file where there is one; default: a demonstration made for this",
        HelpName = "file.npz",
    };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql theory --out theory.svg", "errors of flat and hierarchical policies on the toy problem, exact and simulated"),
        new("hiql theory --t 400 --sigma 0.02,0.05 --k 1,5,20,80,400", "other distances"),
        new("hiql theory --bundle models/bundles/antmaze-medium --out value.svg", "what a learned value tells over 1 step and over k"),
        new("hiql theory --bundle models/bundles/pointmaze-medium --env pointmaze-medium --data data/pointmaze-medium-navigate.npz", "the same on states of a dataset"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { _distances, _sigmas, _steps, _samples, _seed, _out, _bundle, _environment, _data })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var plot = arguments.GetValue(_out);
        if (plot is not null)
            PlotFile.RequireName(_out.Name, plot);
        return arguments.GetValue(_bundle) is { } bundle
            ? Examine(bundle, arguments, plot, terminal)
            : Compute(arguments, plot, terminal);
    }

    private Outcome Compute(ParseResult arguments, string? plot, Terminal terminal)
    {
        foreach (var option in new Option<string?>[] { _environment, _data })
            if (arguments.GetValue(option) is not null)
                throw new InputException($"{option.Name}: belongs to --bundle, the examination of a learned value");
        var samples = Options.Positive(_samples.Name, arguments.GetValue(_samples));
        var document = ToyTable.Compute(Grids(arguments), samples, arguments.GetValue(_seed), terminal.Cancellation) with { Plot = plot };
        if (plot is not null)
            PlotFile.Write(plot, "The toy problem", ToyPlot.Draw(document));
        return new Outcome(document, ToyText.Describe(document));
    }

    private Outcome Examine(string bundle, ParseResult arguments, string? plot, Terminal terminal)
    {
        foreach (var option in new[] { _distances, _sigmas })
            if (arguments.GetValue(option) is not null)
                throw new InputException($"{option.Name}: belongs to the toy problem; a learned value has distances and noise of its own");
        var k = Steps(arguments);
        if (k is { Length: > 1 })
            throw new InputException($"{_steps.Name}: with --bundle expected one number, found {k.Length}");
        var request = new DiagnosisRequest(
            bundle, arguments.GetValue(_environment), arguments.GetValue(_data), k?[0], arguments.GetValue(_seed));
        var diagnosis = DiagnosisStage.Run(request, terminal) with { Plot = plot };
        if (plot is not null)
            PlotFile.Write(plot, $"Value of {bundle}", ValueDiagnosisPlot.Draw(diagnosis));
        return new Outcome(diagnosis, ValueDiagnosisText.Describe(diagnosis));
    }

    private ToyGrid[] Grids(ParseResult arguments)
    {
        var (sigmas, steps) = (Sigmas(arguments), Steps(arguments));
        var grids = Distances(arguments) is { } distances
            ? distances.Select(t => ToyTable.Default.FirstOrDefault(grid => grid.T == t) ?? new ToyGrid(t, ToyTable.Default[0].Sigmas, ToyTable.StepsFor(t)))
            : ToyTable.Default;
        ToyGrid[] asked = [.. grids.Select(grid => grid with { Sigmas = sigmas ?? grid.Sigmas, Steps = steps ?? grid.Steps })];
        foreach (var grid in asked)
            if (grid.Steps.Any(k => k > grid.T))
                throw new InputException($"{_steps.Name}: {grid.Steps.Max()} lies beyond the goal at T = {grid.T}; subgoals are 1 to T away");
        return asked;
    }

    private int[]? Distances(ParseResult arguments) => Options.ParseList(
        _distances.Name, arguments.GetValue(_distances), $"whole numbers from 1 to {FarthestGoal}",
        (string word, out int t) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out t) && t is >= 1 and <= FarthestGoal);

    private int[]? Steps(ParseResult arguments) => Options.ParseList(
        _steps.Name, arguments.GetValue(_steps), "whole numbers from 1 on",
        (string word, out int k) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out k) && k >= 1);

    private double[]? Sigmas(ParseResult arguments) => Options.ParseList(
        _sigmas.Name, arguments.GetValue(_sigmas), "numbers above 0",
        (string word, out double sigma) => double.TryParse(word, CultureInfo.InvariantCulture, out sigma) && sigma > 0 && double.IsFinite(sigma));
}
