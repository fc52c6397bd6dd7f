using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Reports;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>The answer in one look.</summary>
internal static class SweepHeadlineSection
{
    public static string Render(SweepReport report) =>
        $"<h1>{ReportPage.Encode(report.Question)}</h1><p class=\"lead\"><b>{ReportPage.Encode(SweepWords.Capital(report.Verdict.Headline))}</b></p>"
        + $"<div class=\"cards\">{string.Concat(Cards(report))}</div>";

    private static IEnumerable<string> Cards(SweepReport report)
    {
        var verdict = report.Verdict;
        if (verdict.Best is not null)
        {
            var scope = report.Overall ?? report.Groups.First(group => group.Best is not null);
            var best = scope.Values.First(value => value.Value == verdict.Best);
            if (scope.Values.Count > 1)
                yield return ReportPage.Card($"Best {SweepWords.Axis(report.Compare)}", verdict.Best, Equals(verdict));
            yield return ReportPage.Card("Its success", Text.Percent(best.Success!.Value), $"95 % interval {Text.Interval(best.Ci95!)}");
            if (best.VersusFirst is { Paired: { } paired } first)
                yield return ReportPage.Card($"Ahead of {first.With}", $"{SweepWords.Signed(paired.Difference.Value)} points", $"95 % interval {SweepWords.Range(paired.Difference)}, {SweepWords.P(paired.PValue)}");
        }
        yield return ReportPage.Card("Evidence", $"{report.Episodes:N0}", SweepNotes.Evidence(report));
    }

    private static string Equals(SweepVerdict verdict) => verdict.NotToldApart.Count > 0
        ? $"{SweepWords.List(verdict.NotToldApart)} may be as good"
        : "told apart from every other value";
}
