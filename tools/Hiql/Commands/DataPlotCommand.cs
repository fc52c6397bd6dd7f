using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Plots;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data plot</c>.</summary>
internal sealed class DataPlotCommand : HiqlCommand
{
    private const double Width = 720;

    private readonly Argument<string> _file = new("file") { Description = "Dataset (.npz)", HelpName = "file" };
    private readonly Option<string?> _environment = new("--env") { Description = "Whose maze; default: the manifest's", HelpName = "name" };
    private readonly Option<string?> _out = new("--out") { Description = "Drawing to write; default: beside the dataset", HelpName = "file.svg" };

    public override IReadOnlyList<Example> Examples =>
        [new("hiql data plot data/pointmaze-medium-navigate.npz --out coverage.svg", "a heat map of where the dataset has been")];

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
        var spec = FindEnvironment(file, arguments.GetValue(_environment));
        var maze = spec.Maze ?? throw new InputException($"{spec.Name}: there is no maze to draw coverage over");
        var coverage = DatasetCoverage.Count(file, maze, spec.Observation.Dim);
        AtomicFile.WriteAllText(path, CoveragePlot.Draw(maze, coverage, Width).Document());
        return new Outcome(new { Plot = path, Environment = spec.Name }, $"wrote {path}");
    }

    private static EnvironmentSpec FindEnvironment(string file, string? name)
    {
        if (name is null && DatasetInspector.Inspect(file).Manifest is { } manifest)
            return manifest.Environment;
        using var environment = EnvironmentCatalog.Create(
            name ?? throw new InputException($"{file}: there is no manifest beside it; say which maze with --env"));
        return environment.Spec;
    }
}
