using System.CommandLine;
using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Manipulation.Oracles;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql oracle</c>: are the evaluation tasks solvable?</summary>
internal sealed class OracleCommand : HiqlCommand
{
    private const string Plans = "play", Looks = "noisy";

    private readonly Option<string> _environment = Options.Environment();
    private readonly Option<string> _type = new("--type")
    {
        Description = $"Whose oracle: {Plans} plans in open loop, {Looks} looks at every step",
        DefaultValueFactory = _ => Looks,
        HelpName = "type",
    };

    private readonly Option<int> _episodes = new("--episodes") { Description = "Episodes per task", DefaultValueFactory = _ => 20, HelpName = "n" };
    private readonly Option<ulong> _seed = Options.Seed("every draw");
    private readonly Option<int> _jobs = Options.Jobs();

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql oracle --env cube-single", "the scripted oracle brings the cube to the goal of every task"),
        new("hiql oracle --env scene --type play --episodes 50", "the oracle of the play datasets, without its noise"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { _environment, _type, _episodes, _seed, _jobs })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var type = arguments.GetRequiredValue(_type);
        if (type is not (Plans or Looks))
            throw new InputException($"--type: expected {Plans} or {Looks}, found '{type}'");
        var entry = EnvironmentCatalog.Entry(arguments.GetRequiredValue(_environment));
        var report = terminal.Track("oracle", "episodes", meter => OracleEvaluation.Run(
            entry, type == Plans, Options.Positive("--episodes", arguments.GetValue(_episodes)), arguments.GetValue(_seed),
            Options.Positive("--jobs", arguments.GetValue(_jobs)), (done, all) => meter.Report(done, all), terminal.Cancellation));
        string[][] rows =
        [
            ["task", "", "success", "steps"],
            .. report.Tasks.Select(task => (string[])[
                $"{task.Id}", task.Name, Text.Percent(task.Success), task.MeanLength.ToString("0", CultureInfo.InvariantCulture)]),
            ["all", "", Text.Percent(report.OverallSuccess), ""],
        ];
        return new Outcome(report, Text.Table(rows));
    }
}
