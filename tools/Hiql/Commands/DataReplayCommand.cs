using System.CommandLine;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data replay</c>: one simulator step from every stored state.</summary>
internal sealed class DataReplayCommand : HiqlCommand
{
    private readonly Argument<string> _file = new("file") { Description = "Dataset (.npz) with qpos and qvel", HelpName = "file" };
    private readonly Option<string> _environment = Options.Environment();
    private readonly Option<int> _jobs = Options.Jobs();

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql data replay data/pointmaze-medium-navigate.npz --env pointmaze-medium", "one of ours: errors are 0; exit code 1 where a file does not belong"),
        new("hiql data replay pointmaze-medium-navigate-v0.npz --env pointmaze-medium --json", "OGBench's own file: errors of float32"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_file);
        command.Add(_environment);
        command.Add(_jobs);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var report = terminal.Track("replay", "rows", meter => DatasetReplay.Run(
            arguments.GetRequiredValue(_file), arguments.GetRequiredValue(_environment), arguments.GetValue(_jobs),
            (done, total) => meter.Report(done, total), terminal.Cancellation));
        string[][] rows =
        [
            ["difference to the next row", "p50", "p99", "max"],
            Row("qpos", report.QposError), Row("qvel", report.QvelError), Row("observation", report.ObservationError),
        ];
        return new Outcome(
            report,
            $"{report.Rows:N0} rows replayed from {(report.Float64 ? "float64" : "float32")} states, {report.Jumps:N0} jumps\n{Text.Table(rows)}\n{Verdict(report, arguments.GetRequiredValue(_environment))}",
            report.Belongs ? ExitCode.Ok : ExitCode.Failed);
    }

    private static string Verdict(ReplayReport report, string environment) =>
        $"{(report.Belongs ? "belongs" : "does not belong")} to {environment}: {report.RowsOff:N0} rows are off by more than {report.QposTolerance:0.0e0}, "
        + "a tenth of what a step moves"
        + (report.FirstRowOff is { } first ? $"; the first is row {first:N0}" : "");

    private static string[] Row(string name, ErrorSummary error) => [name, $"{error.P50:0.0e0}", $"{error.P99:0.0e0}", $"{error.Max:0.0e0}"];
}
