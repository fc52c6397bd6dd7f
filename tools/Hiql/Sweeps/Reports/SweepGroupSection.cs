using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Plots;
using HiqlRobotics.Tools.Reports;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>One group: which value is best, by how much, on which tasks.</summary>
internal static class SweepGroupSection
{
    private const double Half = 505, Whole = 1020, ProfileHeight = 250;

    public static string Render(SweepReport report, SweepGroup group)
    {
        var found = group.Values.Where(value => value.Success is not null).ToArray();
        var head = $"<h2>{ReportPage.Encode(group.Title)}</h2><p>{ReportPage.Encode(SweepWords.Capital(group.Verdict))}</p>";
        if (found.Length == 0)
            return head;
        return head + $"<div class=\"grid two\"><div>{Success(report, group, found)}</div>{Differences(report, group)}</div>"
            + SweepTables.Values(report, group).Html
            + (group == report.Overall ? SweepHeatTable.OfGroups(report) : SweepHeatTable.OfTasks(report, group))
            + Profile(report, group, found)
            + string.Concat(SweepNotes.Comparisons(report, group).Select(table => table.Html));
    }

    private static string Success(SweepReport report, SweepGroup group, SweepValue[] found) => IntervalPlot.Render(
        $"Success by {SweepWords.Axis(report.Compare)}, {group.Title}",
        [.. found.Select(value => value.Value == group.Best && found.Length > 1 ? $"{value.Value} · best" : value.Value)],
        [new IntervalSeries($"success by {SweepWords.Axis(report.Compare)}", [.. found.Select(value => new Estimate(value.Success!.Value, value.Ci95![0], value.Ci95[1]))])],
        Half);

    private static string Differences(SweepReport report, SweepGroup group)
    {
        DifferenceRow[] rows = [.. group.Values.Where(value => value.VersusBest?.Paired is not null).Select(value =>
            new DifferenceRow(value.Value, value.VersusBest!.Paired!.Difference, value.VersusBest.Relation != SweepRelation.Undecided))];
        return rows.Length == 0 ? "" : $"<div>{DifferencePlot.Render($"difference to {group.Best} in points, on the same episodes", rows, Half)}</div>";
    }

    private static string Profile(SweepReport report, SweepGroup group, SweepValue[] found)
    {
        // One evaluation of a few tasks has no distribution to speak of.
        if (found.Length < 2 || found.Max(value => value.Runs.Count * value.Tasks.Count) < 4)
            return "";
        var runs = found.Any(value => value.Runs.Count > 1) ? "runs × tasks" : "tasks";
        var curves = found.Select(value => new Curve(value.Value, [.. value.Profile.Select(point => (100 * point.Threshold, 100 * point.Share.Value))])
        {
            // Nothing to draw from in a single run.
            Band = value.Runs.Count > 1 ? [.. value.Profile.Select(point => (100 * point.Threshold, 100 * point.Share.Low, 100 * point.Share.High))] : [],
        }).ToArray();
        var title = $"Performance profile: share of {runs} with more success than τ, %, by {SweepWords.Axis(report.Compare)}";
        return $"<div class=\"wide\">{LinePlot.Draw(title, curves, Whole, ProfileHeight, new HorizontalAxis("τ, %")).Inline(title)}</div>";
    }
}
