using HiqlRobotics.Tools.Reports;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>The report as one page: the answer first, then how sure one can be, then every number and how to get it again.</summary>
internal static class SweepReportPage
{
    public static string Render(SweepReport report) => ReportPage.Render(
        $"{report.Name} — sweep",
        [
            SweepHeadlineSection.Render(report),
            SweepMissingSection.Render(report),
            .. report.Overall is { } overall ? [SweepGroupSection.Render(report, overall)] : Array.Empty<string>(),
            .. report.Groups.Select(group => SweepGroupSection.Render(report, group)),
            SweepDiagnosisSection.Render(report),
            SweepPointSection.Render(report),
            SweepCommandSection.Render(report),
        ]);
}
