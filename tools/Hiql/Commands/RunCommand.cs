using System.CommandLine;
using HiqlRobotics.Control;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql run</c>: the controller at a fixed rate, without a window.</summary>
internal sealed class RunCommand : HiqlCommand
{
    private readonly Option<string> _environment = Options.Environment();
    private readonly Option<string> _bundle = Options.Bundle();
    private readonly Option<double?> _rate = new("--rate") { Description = "Ticks per second; default: the robot's own rate", HelpName = "hz" };
    private readonly Option<double> _seconds = new("--seconds") { Description = "How long", DefaultValueFactory = _ => 10, HelpName = "t" };
    private readonly Option<int> _task = new("--task-id") { Description = "Evaluation task that is run again and again", DefaultValueFactory = _ => 1, HelpName = "i" };
    private readonly Option<int?> _managerPeriod = new("--manager-period") { Description = "Control steps a subgoal is held; default: the bundle's", HelpName = "k" };
    private readonly Option<Switch?> _graph = Options.Graph();
    private readonly Option<ulong> _seed = Options.Seed("starts and goals");
    private readonly Option<string?> _log = new("--log") { Description = "Run log to write, one record per tick", HelpName = "file" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql run --env pointmaze-medium --bundle models/bundles/pointmaze-medium", "ten seconds at the robot's own rate"),
        new("hiql run --env pointmaze-medium --bundle models/bundles/pointmaze-medium --rate 1000 --seconds 5 --task-id 3", "a hundred times faster than life"),
        new("hiql run --env pointmaze-medium --bundle models/bundles/pointmaze-medium --rate 100 --log session.hlog", "with a log of every tick"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[] { _environment, _bundle, _rate, _seconds, _task, _managerPeriod, _graph, _seed, _log })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var options = new ControlOptions
        {
            Rate = arguments.GetValue(_rate),
            Seconds = arguments.GetValue(_seconds),
            TaskId = arguments.GetValue(_task),
            Seed = arguments.GetValue(_seed),
        };
        var report = RunStage.Run(
            arguments.GetRequiredValue(_environment), arguments.GetRequiredValue(_bundle), options,
            arguments.GetValue(_managerPeriod), Options.IsOn(arguments.GetValue(_graph)), arguments.GetValue(_log), terminal.Cancellation);
        return new Outcome(report, Describe(report), ExitCodeFor(report));
    }

    private static int ExitCodeFor(ControlReport report) =>
        report.Interrupted ? ExitCode.Interrupted : report.State == ControlState.SafeStop ? ExitCode.Failed : ExitCode.Ok;

    private static string Describe(ControlReport report)
    {
        string[][] rows =
        [
            ["µs", "p50", "p99", "p99.9", "max"],
            Row("period error", report.PeriodErrorUs),
            Row("policy", report.PolicyUs),
            Row("whole tick", report.ComputeUs),
        ];
        return $"{report.Ticks:N0} ticks at {report.RateHz:0.#} Hz, {report.Missed:N0} missed; {report.EpisodesSucceeded} of {report.Episodes} episodes "
            + $"reached the goal; manager asked {report.ManagerCalls:N0} times; {report.AllocatedBytesPerTick:0.##} bytes per tick; "
            + $"{report.State.ToString().ToLowerInvariant()}\n{Text.Table(rows)}\nreal-time: {report.RealTimeDetails}";
    }

    private static string[] Row(string name, Percentiles times) =>
        [name, $"{times.P50:0.0}", $"{times.P99:0.0}", $"{times.P999:0.0}", $"{times.Max:0.0}"];
}
