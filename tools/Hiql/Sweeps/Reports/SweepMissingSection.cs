namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Jobs without a result, near the top: what is not there must not be overlooked.</summary>
internal static class SweepMissingSection
{
    // More rows than this would push the answer off the page.
    private const int ShownAtOnce = 8;

    public static string Render(SweepReport report)
    {
        if (report.Missing.Count == 0)
            return "";
        var failed = report.Missing.Count(job => job.Failed);
        return $"<h2 class=\"bad\">{SweepWords.Count(report.Missing.Count, "job")} without a result{(failed > 0 ? $", {failed} failed" : "")}</h2>"
            + "<p>Everything below is from what is there. <code>hiql sweep … --resume</code> runs these jobs again.</p>"
            + (failed > 0 ? SweepTables.Missing(report.Missing.Where(job => job.Failed)).Html : "")
            + NotRun([.. report.Missing.Where(job => !job.Failed)]);
    }

    private static string NotRun(SweepMissing[] jobs) => jobs.Length switch
    {
        0 => "",
        <= ShownAtOnce => SweepTables.Missing(jobs).Html,
        _ => $"<details><summary>{SweepWords.Count(jobs.Length, "job")} not run</summary>{SweepTables.Missing(jobs).Html}</details>",
    };
}
