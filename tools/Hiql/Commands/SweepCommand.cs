using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Sweeps;
using HiqlRobotics.Tools.Sweeps.Slurm;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql sweep</c>: a grid of trainings and evaluations by file.</summary>
internal sealed class SweepCommand : HiqlCommand
{
    private readonly Argument<string> _sweep = new("sweep") { Description = "Sweep (.yaml); the sweeps/ folder has some", HelpName = "sweep" };
    private readonly Option<bool> _small = new("--small") { Description = "The file's small version: minutes instead of hours" };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for everything; default: runs/sweeps/NAME, or NAME-small", HelpName = "dir" };
    private readonly Option<int?> _jobs = new("--jobs")
    {
        Description = "Cores that jobs may use together, default: all; with slurm: tasks of one array that may run at a time, default: no limit. The results do not depend on it",
        HelpName = "n",
    };

    private readonly Option<LauncherKind> _launcher = new("--launcher")
    {
        Description = "local: processes on this machine; slurm: job arrays on a cluster whose nodes share the folder (docs/slurm.md)",
        DefaultValueFactory = _ => LauncherKind.Local,
        HelpName = "local|slurm",
    };

    private readonly Option<string?> _partition = new("--partition") { Description = "With slurm: the partition; default: the cluster's", HelpName = "name" };
    private readonly Option<string?> _slurmArguments = new("--slurm-args")
    {
        Description = "With slurm: further options of sbatch, separated by spaces, e.g. --slurm-args=\"--account=lab --qos=long\"",
        HelpName = "text",
    };

    private readonly Option<bool> _resume = new("--resume") { Description = "Go on: run what has no valid result" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the plan and what it will cost; run nothing" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql sweep sweeps/manager-period.yaml --small", "minutes; then open runs/sweeps/manager-period-small/report.html"),
        new("hiql sweep sweeps/seeds.yaml --dry-run", "which jobs that is, and how long they take"),
        new("hiql sweep sweeps/seeds.yaml --resume", "go on after Ctrl-C, a crash, a full disk, a power cut"),
        new("hiql sweep sweeps/seeds.yaml --launcher slurm --jobs 64", "on a cluster, at most 64 tasks of a kind at a time"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_sweep);
        foreach (var option in new Option[] { _small, _out, _jobs, _launcher, _partition, _slurmArguments, _resume, _dryRun })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var (path, small) = (arguments.GetRequiredValue(_sweep), arguments.GetValue(_small));
        int? jobs = arguments.GetValue(_jobs) is { } limit ? Options.Positive("--jobs", limit) : null;
        var file = SweepFile.Read(path, small);
        var folder = new SweepFolder(arguments.GetValue(_out) ?? Path.Combine("runs", "sweeps", small ? $"{file.Name}-small" : file.Name));
        var plan = SweepPlanner.Expand(path, file, small, SweepVersions.Here(file.Trains));
        if (arguments.GetValue(_dryRun))
            return DryRun(plan, folder, jobs ?? System.Environment.ProcessorCount);
        var document = new SweepRunner(folder, terminal).Run(
            plan, arguments.GetValue(_resume), Launcher(arguments, folder, jobs, terminal));
        return new Outcome(document, Describe(document), document.Done == document.Jobs ? ExitCode.Ok : ExitCode.Failed);
    }

    // What is missing is said before anything is written.
    private Func<SweepPlan, ISweepLauncher> Launcher(ParseResult arguments, SweepFolder folder, int? jobs, Terminal terminal)
    {
        var (partition, extra) = (arguments.GetValue(_partition), arguments.GetValue(_slurmArguments));
        if (arguments.GetValue(_launcher) == LauncherKind.Local)
            return partition is null && extra is null
                ? plan => new LocalLauncher(plan, folder, jobs ?? System.Environment.ProcessorCount, terminal.Cancellation)
                : throw new InputException("--partition and --slurm-args are for --launcher slurm");
        var options = new SlurmOptions(jobs, partition, extra?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? []);
        var client = new SlurmClient();
        return plan => new SlurmLauncher(plan, folder, client, options, terminal);
    }

    private static Outcome DryRun(SweepPlan plan, SweepFolder folder, int jobs)
    {
        var document = SweepRunner.Describe(plan, folder, new SweepState(plan, folder), seconds: 0);
        string[][] rows = [["job", "what", "about"], .. plan.Jobs.Select(job => (string[])[job.Id, job.Title, Text.Duration(job.EstimatedSeconds)])];
        return new Outcome(document, $"""
            {plan.Name}: {plan.Question}

            {Text.Table(rows)}

            {plan.Points.Count} points, {plan.Jobs.Count} jobs, {document.Done} done already; about {Text.Duration(document.EstimatedSeconds / Math.Min(jobs, plan.Jobs.Count))} on {jobs} cores (a guess)
            """);
    }

    private static string Describe(SweepDocument document)
    {
        string[] axes = [.. document.Points.SelectMany(point => point.Values.Keys).Distinct()];
        string[][] rows =
        [
            [.. axes, "success", "95 % interval"],
            .. document.Points.Select(point => (string[])[
                .. axes.Select(axis => point.Values.GetValueOrDefault(axis, "")),
                point.Success is { } success ? Text.Percent(success) : "no result", point.Ci95 is { } bounds ? Text.Interval(bounds) : ""]),
        ];
        string[] failed = [.. document.Failed.Select(failure => $"failed: {failure.Title}: {failure.Reason} ({Path.Combine(document.Folder, failure.Log)})")];
        string[] missing = document.NotStarted.Count > 0 ? [$"not started: {document.NotStarted.Count} jobs; --resume tries again"] : [];
        return string.Join('\n', [Text.Table(rows), "", .. failed, .. missing, $"{document.Done} of {document.Jobs} jobs are done, in {document.Folder}; took {Text.Duration(document.Seconds)}", $"report: {document.Report}"]);
    }
}

/// <summary>Where the jobs of a sweep run.</summary>
internal enum LauncherKind
{
    Local,
    Slurm,
}
