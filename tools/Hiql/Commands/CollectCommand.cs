using System.CommandLine;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql collect</c>: scripted demonstrators to an OGBench-format dataset.</summary>
internal sealed class CollectCommand : HiqlCommand
{
    private readonly Option<string> _environment = Options.Environment();
    private readonly Option<string?> _type = new("--type")
    {
        Description = "OGBench's dataset type: navigate, stitch, explore (mazes), play, noisy (arm); and ours: fumble (arm); default: navigate, or play",
        HelpName = "type",
    };

    private readonly Option<int?> _episodes = new("--episodes") { Description = "Episodes; default: OGBench's number", HelpName = "n" };
    private readonly Option<int?> _steps = new("--steps") { Description = "Transitions per episode; default: OGBench's number", HelpName = "n" };
    private readonly Option<int> _validation = new("--val") { Description = "Episodes of a -val file beside it", HelpName = "n" };
    private readonly Option<double?> _noise = new("--noise") { Description = "Standard deviation of the demonstrator's action noise", HelpName = "x" };
    private readonly Option<ulong> _seed = Options.Seed("every draw");
    private readonly Option<int> _jobs = Options.Jobs();
    private readonly Option<string?> _out = new("--out") { Description = "File to write; default: data/ENV-TYPE.npz", HelpName = "file.npz" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql collect --env pointmaze-medium", "OGBench's pointmaze-medium-navigate: 1000 episodes of 1000 steps"),
        new("hiql collect --env pointmaze-medium --type stitch --episodes 100 --steps 200 --val 10 --out small.npz", "a small one with validation episodes"),
        new("hiql collect --env pointmaze-medium", "after Ctrl-C: goes on where it stopped, with the same result"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { _environment, _type, _episodes, _steps, _validation, _noise, _seed, _jobs, _out })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var environment = arguments.GetRequiredValue(_environment);
        var type = arguments.GetValue(_type) ?? EnvironmentCatalog.Entry(environment).Recipes[0].Type;
        var document = CollectStage.Run(
            new CollectOptions
            {
                Environment = environment,
                Type = type,
                Out = arguments.GetValue(_out) ?? Path.Combine("data", $"{environment}-{type}.npz"),
                Episodes = arguments.GetValue(_episodes),
                Steps = arguments.GetValue(_steps),
                ActionNoise = arguments.GetValue(_noise),
                ValidationEpisodes = arguments.GetValue(_validation),
                Seed = arguments.GetValue(_seed),
                Jobs = arguments.GetValue(_jobs),
            },
            terminal);
        return new Outcome(document, $"{document.Path}: {document.Transitions:N0} transitions in {document.Episodes:N0} episodes, "
            + $"{Text.Quantity(document.StepsPerSecond)} steps/s\nsha256 {document.Sha256}");
    }
}
