using System.CommandLine;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Sweeps;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql sweep-job</c>: one job of a sweep, as launchers start it.</summary>
internal sealed class SweepJobCommand : HiqlCommand
{
    private readonly Argument<string> _folder = new("folder") { Description = "Folder of the sweep" };
    private readonly Argument<string> _job = new("job") { Description = "Id of a job of its plan.json" };
    private readonly Option<bool> _more = new("--more")
    {
        Description = $"Then take further jobs: ids from stdin, one a line; each that is done is answered on descriptor {WorkerLine.Answers}, with its own log",
    };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql sweep-job runs/sweeps/manager-period 0123456789abcdef", "one job by hand, e.g. to see why it fails"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_folder);
        command.Add(_job);
        command.Add(_more);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        if (!LauncherTie.Tie())
            throw new OperationCanceledException("the sweep that started this job is gone");
        WorkerAlarm.Set();
        var folder = new SweepFolder(arguments.GetRequiredValue(_folder));
        try
        {
            var worker = new SweepWorker(folder, SweepPlan.Load(folder.Path));
            var result = worker.Run(arguments.GetRequiredValue(_job), terminal);
            while (arguments.GetValue(_more) && WorkerLine.Next(result.Job) is { } next)
            {
                Console.Out.WriteLine(Describe(result));
                WorkerLine.LogTo(folder.Log(next));
                result = worker.Run(next, new Terminal(Console.Error, interactive: false, terminal.Time, terminal.Cancellation));
            }
            return new Outcome(result, Describe(result));
        }
        catch (Exception e) when (DiskSpace.IsOut(e))
        {
            throw new DiskFullException(e);
        }
    }

    private static string Describe(SweepResult result) => result.Evaluation is { } evaluation
        ? $"{result.Job}: success {Text.Percent(evaluation.OverallSuccess)}"
        : $"{result.Job}: {result.Steps:N0} steps";
}
