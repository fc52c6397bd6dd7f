using HiqlRobotics.Tools.Reports;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>How to get every number again, see the episodes that matter, and what the numbers mean.</summary>
internal static class SweepCommandSection
{
    public static string Render(SweepReport report) =>
        $"<h2>Every number again</h2><p>{ReportPage.Encode(SweepNotes.Shell)} Films show the worst and the median episode of each point.</p>{Code([report.Command])}"
        + string.Concat(report.Preparations.Select(made => $"<h3>{ReportPage.Encode(made.Title)}</h3>{Hash(made)}{Code(made.Commands)}"))
        + string.Concat(report.Points.Select(point => $"<h3>{ReportPage.Encode(SweepTables.Title(report, point))}</h3>{Code(SweepNotes.Commands(point))}"))
        + $"<h2>How it is worked out</h2><ul>{string.Concat(SweepNotes.Method(report).Select(note => $"<li>{ReportPage.Encode(note)}</li>"))}</ul>";

    private static string Hash(SweepPreparation made) => made.OutputSha256 is { } hash ? $"<p>SHA-256 <code>{hash}</code></p>" : "";

    private static string Code(IEnumerable<string> lines) => $"<pre>{ReportPage.Encode(string.Join('\n', lines))}</pre>";
}
