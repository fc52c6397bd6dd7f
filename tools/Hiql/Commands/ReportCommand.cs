using System.CommandLine;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Sweeps;
using HiqlRobotics.Tools.Sweeps.Reports;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql report</c>: what a sweep found, from the results in its folder.</summary>
internal sealed class ReportCommand : HiqlCommand
{
    private readonly Argument<string> _folder = new("folder") { Description = "Folder of a sweep, finished or not", HelpName = "dir" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql report runs/sweeps/manager-period", "write report.html, report.md and report.json there, and timings.md"),
        new("hiql report runs/sweeps/manager-period --json", "the same, and report.json on stdout"),
    ];

    public override void Configure(Command command) => command.Add(_folder);

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var folder = new SweepFolder(arguments.GetRequiredValue(_folder));
        var report = SweepReportFiles.Write(SweepPlan.Load(folder.Path), folder);
        return new Outcome(report, Describe(report, folder));
    }

    private static string Describe(SweepReport report, SweepFolder folder)
    {
        string[] missing = [.. report.Missing.Select(job => $"{(job.Failed ? "failed" : "not run")}: {job.Title}: {job.Reason}")];
        return string.Join('\n',
        [
            report.Question, report.Verdict.Headline, SweepNotes.Evidence(report), .. missing, $"wrote {Path.Combine(folder.Path, SweepReportFiles.Html)}",
        ]);
    }
}
