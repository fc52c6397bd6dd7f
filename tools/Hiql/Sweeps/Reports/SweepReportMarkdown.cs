using System.Text;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>The report as Markdown.</summary>
internal static class SweepReportMarkdown
{
    public static string Render(SweepReport report)
    {
        var text = new StringBuilder().Append($"# {report.Question}\n\n**{report.Verdict.Headline}**\n\n");
        text.Append($"{SweepNotes.Evidence(report)}\n\n");
        if (report.Missing.Count > 0)
            text.Append($"## Without a result\n\n{SweepTables.Missing(report.Missing).Markdown}\n");
        if (report.Overall is { } overall)
            Group(text, report, overall);
        foreach (var group in report.Groups)
            Group(text, report, group);
        if (SweepTables.HasDiagnostics(report))
            text.Append($"## What V knows\n\n{SweepTables.Diagnostics(report).Markdown}\n");
        text.Append($"## Every point\n\n{SweepTables.Points(report).Markdown}\n");
        foreach (var group in report.Points.GroupBy(point => point.Environment))
            text.Append($"Success per task in {group.Key}, with Wilson intervals:\n\n{SweepTables.Tasks(report, [.. group]).Markdown}\n");
        Commands(text, report);
        text.Append($"## How it is worked out\n\n{string.Concat(SweepNotes.Method(report).Select(note => $"- {note}\n"))}");
        return text.ToString();
    }

    private static void Group(StringBuilder text, SweepReport report, SweepGroup group)
    {
        text.Append($"## {group.Title}\n\n{SweepWords.Capital(group.Verdict)}\n\n{SweepTables.Values(report, group).Markdown}\n");
        foreach (var table in SweepNotes.Comparisons(report, group))
            text.Append(table.Markdown).Append('\n');
    }

    private static void Commands(StringBuilder text, SweepReport report)
    {
        text.Append($"## Every number again\n\n{SweepNotes.Shell}\n\n");
        Code(text, [report.Command]);
        foreach (var made in report.Preparations)
        {
            text.Append($"{SweepWords.Capital(made.Title)}{(made.OutputSha256 is { } hash ? $" (SHA-256 {hash[..16]}…)" : "")}:\n\n");
            Code(text, made.Commands);
        }
        foreach (var point in report.Points)
        {
            text.Append($"{SweepTables.Title(report, point)}:\n\n");
            Code(text, SweepNotes.Commands(point));
        }
    }

    private static void Code(StringBuilder text, IEnumerable<string> lines) => text.Append($"```sh\n{string.Join('\n', lines)}\n```\n\n");
}
