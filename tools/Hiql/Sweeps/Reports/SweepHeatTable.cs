using System.Globalization;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Reports;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Success per value and task as a table whose cells are coloured: hard tasks are pale columns, bad values pale rows.</summary>
internal static class SweepHeatTable
{
    // Text must stay readable on the darkest cell of either theme.
    private const double Strongest = 55;

    /// <summary>Values over the tasks of a group.</summary>
    public static string OfTasks(SweepReport report, SweepGroup group)
    {
        string[] tasks = [.. group.Values.SelectMany(value => value.Tasks).Select(task => task.Name).Distinct()];
        return tasks.Length < 2 ? "" : Render(
            [$"{SweepWords.Axis(report.Compare)} \\ task", .. tasks],
            group.Values.Select(value => (value.Value, tasks.Select(name => Cell(value.Tasks.FirstOrDefault(task => task.Name == name))))));
    }

    /// <summary>Values over groups.</summary>
    public static string OfGroups(SweepReport report)
    {
        string[] values = [.. report.Groups.SelectMany(group => group.Values).Select(value => value.Value).Distinct()];
        return Render(
            [SweepWords.Axis(report.Compare), .. report.Groups.Select(group => group.Title)],
            values.Select(name => (name, report.Groups.Select(group => Cell(group.Values.FirstOrDefault(value => value.Value == name))))));
    }

    private static (double? Share, string Range) Cell(SweepTask? task) => (task?.Success, task is null ? "" : Text.Interval(task.Ci95));

    private static (double? Share, string Range) Cell(SweepValue? value) => (value?.Success, value?.Ci95 is { } bounds ? Text.Interval(bounds) : "");

    private static string Render(IReadOnlyList<string> head, IEnumerable<(string Name, IEnumerable<(double? Share, string Range)> Cells)> rows) =>
        $"<div class=\"scroll\"><table class=\"heat\"><tr>{string.Concat(head.Select(name => $"<th>{ReportPage.Encode(name)}</th>"))}</tr>"
        + string.Concat(rows.Select(row => $"<tr><td>{ReportPage.Encode(row.Name)}</td>{string.Concat(row.Cells.Select(Render))}</tr>")) + "</table></div>";

    private static string Render((double? Share, string Range) cell) => cell.Share is { } share
        ? string.Create(CultureInfo.InvariantCulture, $"<td style=\"background:color-mix(in srgb,var(--series0) {Strongest * share:0.#}%,var(--card))\"><b>{Text.Percent(share)}</b><small>{cell.Range}</small></td>")
        : "<td>–</td>";
}
