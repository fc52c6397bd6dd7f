using System.CommandLine;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql export</c>: a checkpoint of a run as a bundle.</summary>
internal sealed class ExportCommand : HiqlCommand
{
    private readonly Argument<string> _run = new("run") { Description = "Run folder of hiql train", HelpName = "run" };
    private readonly Option<string?> _out = new("--out") { Description = "Bundle folder; default: RUN/bundle", HelpName = "dir" };

    private readonly Option<string> _checkpoint = new("--checkpoint")
    {
        Description = "last; best: of those kept, the one whose V orders held-out trajectories best; or a step",
        DefaultValueFactory = _ => ExportStage.Last,
        HelpName = "last|best|step",
    };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql export runs/pointmaze-medium-hiql", "writes runs/pointmaze-medium-hiql/bundle and replays its probes"),
        new("hiql export runs/pointmaze-medium-hiql --out models/bundles/mine", "somewhere else"),
        new("hiql export runs/pointmaze-medium-hiql --checkpoint best --out runs/best", "by order consistency, which needs no evaluation tasks"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_run);
        command.Add(_out);
        command.Add(_checkpoint);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var run = arguments.GetRequiredValue(_run);
        var document = ExportStage.Run(run, arguments.GetValue(_out) ?? Path.Combine(run, "bundle"), arguments.GetRequiredValue(_checkpoint), terminal);
        return new Outcome(document, VerifyCommand.Describe(document), document.Ok ? ExitCode.Ok : ExitCode.Failed);
    }
}
