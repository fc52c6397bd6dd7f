using System.CommandLine;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql walker</c>: the gaits that demonstrate.</summary>
internal sealed class WalkerCommand : HiqlCommand
{
    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql walker measure --env antmaze-medium", "speed towards the waypoints and falls, at the noise of the datasets"),
        new("hiql walker tune --family antmaze --seed 0 --out gait.json", "search the gait that ships again, in minutes"),
    ];

    public override IReadOnlyList<CommandEntry> Subcommands { get; } =
    [
        new("measure", "Walk the paths of a maze: speed, falls, longest stay", () => new WalkerMeasureCommand()),
        new("tune", "Search the numbers of a gait with CMA-ES", () => new WalkerTuneCommand()),
    ];

    public override Outcome Run(ParseResult arguments, Terminal terminal) =>
        throw new InvalidOperationException("the parser asks for a command below this one");
}
