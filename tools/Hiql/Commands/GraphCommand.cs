using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Plots;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql graph</c>: a bundle → the same with a landmark graph; no trainer, and a dataset only if asked for.</summary>
internal sealed class GraphCommand : HiqlCommand
{
    private readonly Argument<string> _bundle = new("bundle") { Description = "Bundle folder", HelpName = "bundle" };
    private readonly Option<string?> _out = new("--out") { Description = "Folder of the bundle with the graph; default: the bundle itself, in one rename", HelpName = "dir" };
    private readonly Option<int> _nodes = new("--nodes")
    {
        Description = "Landmarks in the graph; all the bundle has where it has no more",
        DefaultValueFactory = _ => GraphSettings.DefaultNodes,
        HelpName = "n",
    };

    private readonly Option<double> _edgeLength = new("--edge-length")
    {
        Description = "Control steps up to which an edge is believed; 12 on stitched data of giant mazes",
        DefaultValueFactory = _ => GraphSettings.DefaultEdgeLength,
        HelpName = "steps",
    };

    private readonly Option<double?> _horizon = new("--horizon")
    {
        Description = "Control steps a landmark may be ahead that is handed to the manager; default: 48, or 2 (k + manager period) if that is more; "
            + "24 on stitched data of giant mazes",
        HelpName = "steps",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Dataset (.npz) of the maze whose trajectories say which landmarks follow each other; an edge that none of them shows is taken "
            + "only where there is no other way. Default: edges by the value function alone",
        HelpName = "file",
    };

    private readonly Option<string?> _plot = new("--plot") { Description = "Also draw the graph over its maze (.svg or .html), with the ways of the evaluation tasks", HelpName = "file" };

    private readonly Option<int> _jobs = Options.Jobs();

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql graph runs/mine/bundle", "adds a graph to the bundle, or builds its graph anew"),
        new("hiql graph models/bundles/antmaze-giant --out runs/giant-graph --nodes 2000", "a copy with a finer graph"),
        new("hiql graph runs/mine/bundle --plot graph.svg", "and a picture of it"),
        new("hiql graph runs/mine/bundle --data data/mine.npz", "along ways that the data has shown, for a value that leaks through walls"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_bundle);
        foreach (var option in new Option[] { _out, _nodes, _edgeLength, _horizon, _data, _plot, _jobs })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var bundle = arguments.GetRequiredValue(_bundle);
        var plot = arguments.GetValue(_plot);
        if (plot is not null)
            PlotFile.RequireName(_plot.Name, plot);
        var data = arguments.GetValue(_data);
        if (plot is not null || data is not null)
            RequireMaze(bundle, plot is null ? _data.Name : _plot.Name, data);
        var document = GraphStage.Run(
            bundle, arguments.GetValue(_out) ?? bundle,
            new LandmarkGraphOptions
            {
                Nodes = Options.Positive("--nodes", arguments.GetValue(_nodes)),
                EdgeLength = arguments.GetValue(_edgeLength),
                Horizon = arguments.GetValue(_horizon),
                Jobs = Options.Positive("--jobs", arguments.GetValue(_jobs)),
            },
            data, terminal);
        if (plot is null)
            return new Outcome(document, Describe(document));
        Draw(document.Bundle, plot);
        return new Outcome(document with { Plot = plot }, $"{Describe(document)}\nwrote {plot}");
    }

    private static void RequireMaze(string path, string option, string? data)
    {
        using var bundle = ControllerBundle.Load(path);
        var spec = bundle.Manifest.Environment;
        if (spec.Maze is null)
            throw new InputException($"{option}: {spec.Name} is no maze, so its landmarks have no place in one");
        if (data is not null)
            DataValidateCommand.RequireSound(data, spec.Name);
    }

    private static void Draw(string path, string plot)
    {
        using var bundle = ControllerBundle.Load(path);
        using var environment = EnvironmentCatalog.Create(bundle.Manifest.Environment.Name);
        PlotFile.Write(plot, $"Landmark graph of {path}", GraphPlot.Draw(environment.Spec.Maze!, GraphPicture.Of(bundle, environment, seed: 0)));
    }

    private static string Describe(GraphDocument document) =>
        $"{document.Bundle}: {document.Graph.Nodes:N0} landmarks, distances between all of them in {document.Seconds:0.0} s"
        + $"{(document.Graph.TrajectoriesSha256 is null ? "" : ", edges of trajectories first")}, "
        + $"{document.Bytes / 1e6:0.0} MB; followed by eval, run and sim unless --graph off\nsha256 {document.Sha256}";
}
