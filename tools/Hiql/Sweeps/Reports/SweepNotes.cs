namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>What page and Markdown say around the numbers.</summary>
internal static class SweepNotes
{
    public const string Shell =
        "In the repository's root, with SWEEP set to the folder of this report. The same seeds give the same bytes on the same machine; --json says each episode's state hash.";

    /// <summary>How much stands behind the verdict.</summary>
    public static string Evidence(SweepReport report)
    {
        var failed = report.Missing.Count(job => job.Failed);
        var left = report.Missing.Count - failed;
        return $"{SweepWords.Count(report.Episodes, "episode")} in {report.Evaluated} of {SweepWords.Count(report.Points.Count, "evaluation")}"
            + (failed > 0 ? $"; {SweepWords.Count(failed, "job")} failed" : "")
            + (left > 0 ? $"; {SweepWords.Count(left, "job")} not run" : "") + ".";
    }

    /// <summary>The comparisons of a group: with the best, and with the first where that is another one.</summary>
    public static IEnumerable<ReportTable> Comparisons(SweepReport report, SweepGroup group)
    {
        if (group.Best is { } best && group.Values.Any(value => value.VersusBest is not null))
            yield return SweepTables.Against(report, group, best, value => value.VersusBest);
        if (group.Best != group.Values[0].Value && group.Values.Any(value => value.VersusFirst is not null))
            yield return SweepTables.Against(report, group, group.Values[0].Value, value => value.VersusFirst);
    }

    /// <summary>The lines that show a point's numbers again.</summary>
    public static IEnumerable<string> Commands(SweepPointReport point)
    {
        yield return point.Command;
        if (point.Result is not { } result)
            yield break;
        yield return $"# worst: {SweepTables.Episode(result.Worst.Episode)}";
        yield return result.Worst.Command;
        yield return $"# median: {SweepTables.Episode(result.Median.Episode)}";
        yield return result.Median.Command;
    }

    public static IEnumerable<string> Method(SweepReport report)
    {
        var bootstrap = report.Bootstrap;
        yield return "Success of a run is the unweighted mean over its tasks; success of a value the mean over its runs.";
        yield return "Intervals of a single run are Wilson's over its episodes, and do not cover what another training seed would change. "
            + $"With several runs they come from {bootstrap.Resamples:N0} stratified bootstrap resamples of runs inside each task, seed {bootstrap.Seed}.";
        yield return "IQM is the mean of the middle half of all runs × tasks.";
        yield return "Differences are paired: only episodes that both were given, with the same start, goal and draws, and the same "
            + $"{(report.Over is { } over ? SweepWords.Axis(over) : "seed")}. The interval resamples pairs inside each task; p is McNemar's exact test.";
        yield return "Two values are told apart if that interval leaves out 0 and p is below 0.05 over the number of other values (Bonferroni), and, with several "
            + "runs of each, if the interval of the probability that a run beats one of the other leaves out one half.";
        if (SweepTables.HasDiagnostics(report))
            yield return "Order consistency: of two states on the way to a held-out goal, at least k steps apart, the share V orders rightly; near and far by the steps "
                + "left to the goal. Wrong best neighbour: of all pairs of a cell and a goal, the share where the neighbour V likes best is not nearer. Wall ratio: the "
                + "slope of V through a wall over its slope along corridors, per cell of the way around; 1 is perfect, 0 a leak.";
        yield return "An episode is worse than another if it failed and the other did not; of two failures, if it ended farther from the goal; of two successes, if it took longer.";
        yield return $"Code {report.Versions.Code}, MuJoCo {report.Versions.MuJoCo}, {(report.Versions.Torch is { } torch ? $"libtorch {torch}, " : "")}ONNX Runtime {report.Versions.OnnxRuntime}.";
    }
}
