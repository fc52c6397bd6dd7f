using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Writes the report of a sweep into its folder: page, Markdown, JSON, and what it cost.</summary>
internal static class SweepReportFiles
{
    public const string Html = "report.html", Markdown = "report.md", Json = "report.json", Timings = "timings.md";

    /// <exception cref="HiqlException">A file cannot be written.</exception>
    public static SweepReport Write(SweepPlan plan, SweepFolder folder)
    {
        var report = SweepReportBuilder.Build(plan, SweepFindings.Of(plan, folder));
        Write(Json, SweepJson.Write(report) + "\n");
        Write(Markdown, SweepReportMarkdown.Render(report));
        Write(Timings, SweepTimings.Markdown(plan, folder));
        // Last: whoever sees a new page finds its twins beside it.
        Write(Html, SweepReportPage.Render(report));
        return report;

        void Write(string name, string text) => AtomicFile.WriteAllText(Path.Combine(folder.Path, name), text);
    }
}
