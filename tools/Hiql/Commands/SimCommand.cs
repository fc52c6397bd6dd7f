using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Window;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql sim</c>: the window.</summary>
internal sealed class SimCommand : HiqlCommand
{
    private readonly Option<string> _environment = new("--env") { Description = "Environment", DefaultValueFactory = _ => "pointmaze-medium", HelpName = "name" };
    private readonly Option<string?> _bundle = new("--bundle") { Description = "Controller; default: random actions", HelpName = "dir" };
    private readonly Option<int?> _managerPeriod = new("--manager-period") { Description = "Control steps a subgoal is held; default: the bundle's", HelpName = "k" };
    private readonly Option<int?> _task = new("--task-id") { Description = "Evaluation task; default: one after the other", HelpName = "i" };
    private readonly Option<ulong> _seed = Options.Seed("starts and goals");
    private readonly Option<double> _speed = new("--speed") { Description = "Times real time", DefaultValueFactory = _ => 1, HelpName = "x" };
    private readonly Option<string?> _screenshot = new("--screenshot") { Description = "Save a picture after a while and end", HelpName = "file.png" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql sim --bundle models/bundles/pointmaze-medium", "watch the shipped controller"),
        new("hiql sim --env pointmaze-large --speed 4", "random actions in another maze, four times as fast"),
        new("xvfb-run -a hiql sim --bundle models/bundles/pointmaze-medium --screenshot sim.png", "a picture, without a screen"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { _environment, _bundle, _managerPeriod, _task, _seed, _speed, _screenshot })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        using var environment = EnvironmentCatalog.Create(arguments.GetRequiredValue(_environment));
        using var bundle = arguments.GetValue(_bundle) is { } path ? ControllerBundle.Load(path, environment.Spec) : null;
        var seed = arguments.GetValue(_seed);
        using IPolicy policy = bundle is null ? new RandomPolicy(environment.Spec.Action, seed)
            : bundle.CreatePolicy(managerPeriod: arguments.GetValue(_managerPeriod));
        var screenshot = arguments.GetValue(_screenshot);
        new SimWindow(environment, policy, new SimWindowOptions
        {
            TaskId = arguments.GetValue(_task),
            Seed = seed,
            Speed = arguments.GetValue(_speed),
            ScreenshotPath = screenshot,
        }).Run();
        return new Outcome(new { Environment = environment.Spec.Name, Screenshot = screenshot }, screenshot is null ? "window closed" : $"wrote {screenshot}");
    }
}
