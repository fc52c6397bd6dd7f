using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Manipulation;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Plots;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data plot</c>.</summary>
internal sealed class DataPlotCommand : HiqlCommand
{
    private const double Width = 720;

    private readonly Argument<string> _file = new("file") { Description = "Dataset (.npz)", HelpName = "file" };
    private readonly Option<string?> _environment = new("--env") { Description = "Whose maze or table; default: the manifest's", HelpName = "name" };
    private readonly Option<string?> _out = new("--out") { Description = "Drawing to write; default: beside the dataset", HelpName = "file.svg|file.html" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql data plot data/pointmaze-medium-navigate.npz --out coverage.svg", "a heat map of where the dataset has been"),
        new("hiql data plot data/scene-play.npz", "where hand and cubes have been, and how often what was done"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_file);
        command.Add(_environment);
        command.Add(_out);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var file = arguments.GetRequiredValue(_file);
        var path = arguments.GetValue(_out) ?? Path.ChangeExtension(file, ".svg");
        PlotFile.RequireName("--out", path);
        var spec = FindEnvironment(file, arguments.GetValue(_environment));
        if (spec.Maze is not { } maze)
            return PlotTabletop(file, path, spec.Name);
        var coverage = DatasetCoverage.Count(file, maze, spec.Observation.Dim);
        PlotFile.Write(path, file, CoveragePlot.Draw(maze, coverage, Width));
        return new Outcome(new { Plot = path, Environment = spec.Name }, $"wrote {path}");
    }

    private static Outcome PlotTabletop(string file, string path, string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        if (environment.Task is not TabletopTask task)
            throw new InputException($"{name}: there is neither a maze nor a table to draw");
        var use = TabletopUse.Count(file, task);
        PlotFile.Write(path, file, TabletopPlot.Draw(use, Width));
        return new Outcome(
            new { Plot = path, Environment = name, use.Rows, Done = use.Done.ToDictionary(done => done.Name.Replace(' ', '_'), done => done.Count) }, $"wrote {path}");
    }

    private static EnvironmentSpec FindEnvironment(string file, string? name)
    {
        var manifest = DataValidateCommand.RequireSound(file, name).Manifest;
        if (name is null && manifest is not null)
            return manifest.Environment;
        using var environment = EnvironmentCatalog.Create(
            name ?? throw new InputException($"{file}: there is no manifest beside it; name its environment with --env"));
        return environment.Spec;
    }
}
