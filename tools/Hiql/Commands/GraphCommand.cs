using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql graph</c>: a bundle → the same with a landmark graph; no trainer, no dataset.</summary>
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

    private readonly Option<int> _jobs = Options.Jobs();

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql graph runs/mine/bundle", "adds a graph to the bundle, or builds its graph anew"),
        new("hiql graph models/bundles/antmaze-giant --out runs/giant-graph --nodes 2000", "a copy with a finer graph"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_bundle);
        foreach (var option in new Option[] { _out, _nodes, _edgeLength, _horizon, _jobs })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var bundle = arguments.GetRequiredValue(_bundle);
        var document = GraphStage.Run(
            bundle, arguments.GetValue(_out) ?? bundle,
            new LandmarkGraphOptions
            {
                Nodes = Options.Positive("--nodes", arguments.GetValue(_nodes)),
                EdgeLength = arguments.GetValue(_edgeLength),
                Horizon = arguments.GetValue(_horizon),
                Jobs = Options.Positive("--jobs", arguments.GetValue(_jobs)),
            },
            terminal);
        return new Outcome(document, Describe(document));
    }

    private static string Describe(GraphDocument document) =>
        $"{document.Bundle}: {document.Graph.Nodes:N0} landmarks, distances between all of them in {document.Seconds:0.0} s, "
        + $"{document.Bytes / 1e6:0.0} MB; followed by eval, run and sim unless --graph off\nsha256 {document.Sha256}";
}
