using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>The numbers of a report as tables.</summary>
internal static class SweepTables
{
    private const string None = "–";

    private static readonly (string Metric, string Name, Func<double, string> Show)[] Known =
    [
        ("diagnostics/order_consistency", "order consistency", Text.Percent),
        ("diagnostics/order_consistency_near", "near", Text.Percent),
        ("diagnostics/order_consistency_far", "far", Text.Percent),
        ("diagnostics/greedy_errors", "wrong best neighbour", Text.Percent),
        ("diagnostics/wall_ratio", "wall ratio", ratio => $"{ratio:0.00}"),
    ];

    /// <summary>Every value of a group; the spread over runs where there are several.</summary>
    public static ReportTable Values(SweepReport report, SweepGroup group)
    {
        var several = group.Values.Any(value => value.Planned > 1);
        string[] spread = several ? ["runs", "± std", "IQM interval", $"worst {SweepWords.Axis(report.Over!)}"] : [];
        return new ReportTable(
            [SweepWords.Axis(report.Compare), "episodes", "success", "95 % interval", "IQM", .. spread],
            [.. group.Values.Select(value => (string[])[
                value.Value, $"{value.Episodes:N0}", Share(value.Success), Bounds(value.Ci95), Share(value.Iqm), .. several ? Spread(value) : []])],
            1);
    }

    /// <summary>Every value against one of them.</summary>
    public static ReportTable Against(SweepReport report, SweepGroup group, string other, Func<SweepValue, SweepComparison?> comparison)
    {
        var improves = group.Values.Any(value => comparison(value)?.Improvement is not null);
        string[] improvement = improves ? [$"P(run beats one of {other})"] : [];
        return new ReportTable(
            [SweepWords.Axis(report.Compare), $"difference to {other}, points", "won / lost episodes", "p", .. improvement, "verdict"],
            [.. group.Values.Where(value => comparison(value) is not null).Select(value =>
                (string[])[value.Value, .. Difference(comparison(value)!), .. improves ? [Improvement(comparison(value)!)] : Array.Empty<string>(), Verdict(comparison(value)!)])],
            1);
    }

    /// <summary>Every point.</summary>
    public static ReportTable Points(SweepReport report) => new(
        [.. report.Columns.Select(SweepWords.Axis), "success", "95 % interval", "mean steps", "final distance", "subgoals", "subgoal change", "at a wall", "faults"],
        [.. report.Points.Select(point => (string[])[.. report.Columns.Select(axis => Value(point, axis)), .. Numbers(point.Result)])],
        report.Columns.Count);

    /// <summary>Every point's tasks.</summary>
    public static ReportTable Tasks(SweepReport report, IReadOnlyList<SweepPointReport> points)
    {
        var tasks = points.SelectMany(point => point.Result?.Tasks ?? []).Select(task => (task.Id, task.Name)).Distinct().ToArray();
        return new ReportTable(
            [.. report.Columns.Select(SweepWords.Axis), .. tasks.Select(task => $"{task.Id} · {task.Name}")],
            [.. points.Select(point => (string[])[
                .. report.Columns.Select(axis => Value(point, axis)),
                .. tasks.Select(task => point.Result?.Tasks.FirstOrDefault(found => found.Id == task.Id) is { } found ? $"{Text.Percent(found.Success)} ({Bounds(found.Ci95)})" : None)])],
            report.Columns.Count);
    }

    /// <summary>Whether a training of the sweep says something of its V.</summary>
    public static bool HasDiagnostics(SweepReport report) => report.Preparations.Any(made => made.Diagnostics.Count > 0);

    /// <summary>What every training's V knows, beside what came of it.</summary>
    public static ReportTable Diagnostics(SweepReport report)
    {
        var names = Known.Where(column => report.Preparations.Any(made => made.Diagnostics.ContainsKey(column.Metric))).ToArray();
        return new ReportTable(
            ["training", .. names.Select(column => column.Name), "success, worst", "best"],
            [.. report.Preparations.Where(made => made.Diagnostics.Count > 0).Select(made => (string[])[
                made.Title,
                .. names.Select(column => made.Diagnostics.TryGetValue(column.Metric, out var value) ? column.Show(value) : None),
                .. made.Success.Count > 0 ? (string[])[Text.Percent(made.Success.Min()), Text.Percent(made.Success.Max())] : [None, None]])],
            1);
    }

    /// <summary>What has no result.</summary>
    public static ReportTable Missing(IEnumerable<SweepMissing> jobs) => new(
        ["job", "what", "state", "why", "log"],
        [.. jobs.Select(job => (string[])[job.Job, job.Title, job.Failed ? "failed" : "not run", job.Reason, job.Log ?? None])],
        5);

    public static string Value(SweepPointReport point, string axis) =>
        point.Values.GetValueOrDefault(axis) ?? (axis == "environment" ? point.Environment : "");

    /// <summary>What a person calls a point.</summary>
    public static string Title(SweepReport report, SweepPointReport point) =>
        string.Join(", ", report.Columns.Select(axis => axis == "environment" ? Value(point, axis) : $"{SweepWords.Axis(axis)} {Value(point, axis)}"));

    /// <summary>Why an episode is worth a look.</summary>
    public static string Episode(SweepEpisode episode) =>
        $"task {episode.Task}, episode {episode.Index}, seed {episode.Seed}: {(episode.Success ? "solved" : "not solved")} in {episode.Length:N0} steps, {Number(episode.FinalDistance)} from the goal";

    private static string[] Spread(SweepValue value) =>
    [
        $"{value.Runs.Count} of {value.Planned}",
        value.Deviation is { } deviation ? $"{100 * deviation:0.0}" : None,
        Bounds(value.IqmCi95),
        value.Worst is { } worst ? $"{Text.Percent(worst.Success)} ({worst.Repetition})" : None,
    ];

    private static string[] Numbers(SweepPointResult? result) => result is null ? ["no result", None, None, None, None, None, None, None] :
    [
        Text.Percent(result.Success), Text.Interval(result.Ci95), $"{result.MeanLength:0}", Number(result.FinalDistance),
        $"{result.Subgoals:0.0}", Number(result.SubgoalChange), result.WallContact is { } share ? Text.Percent(share) : None, $"{result.Faults}",
    ];

    private static string[] Difference(SweepComparison comparison) => comparison.Paired is { } paired
        ? [SweepWords.Difference(paired.Difference), $"{paired.FirstOnly} / {paired.SecondOnly} of {paired.Episodes:N0}", SweepWords.P(paired.PValue)]
        : ["no common episodes", None, None];

    private static string Improvement(SweepComparison comparison) =>
        comparison.Improvement is { } share ? $"{share.Value:0.00} ({share.Low:0.00} – {share.High:0.00})" : None;

    private static string Verdict(SweepComparison comparison) => comparison.Relation switch
    {
        SweepRelation.Better => "better",
        SweepRelation.Worse => "worse",
        _ => "cannot be told apart",
    };

    private static string Share(double? share) => share is { } value ? Text.Percent(value) : "no result";

    private static string Bounds(double[]? bounds) => bounds is null ? None : Text.Interval(bounds);

    private static string Number(double value) => double.IsFinite(value) ? Text.Quantity(value) : None;
}
