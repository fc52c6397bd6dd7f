using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>What a sweep cost, as Markdown: of the runs that happened to be, and therefore beside the report, not in it.</summary>
internal static class SweepTimings
{
    public static string Markdown(SweepPlan plan, SweepFolder folder)
    {
        var found = plan.Jobs.Select(job => (Job: job, Timing: folder.LoadTiming(job.Id))).Where(pair => pair.Timing is not null)
            .Select(pair => (pair.Job, Timing: pair.Timing!)).ToArray();
        var sums = found.GroupBy(pair => pair.Job.Kind).Select(kind => (string[])[
            kind.Key.ToString().ToLowerInvariant(), $"{kind.Count()}", $"{kind.Sum(pair => pair.Timing.Seconds):0.0}", $"{kind.Sum(pair => pair.Timing.CpuSeconds):0.0}"]);
        var jobs = found.Select(pair => (string[])[
            pair.Job.Title, $"{pair.Timing.Seconds:0.0}", $"{pair.Timing.CpuSeconds:0.0}",
            .. pair.Timing.PolicyUs is { } policy ? [$"{policy.P50:0}", $"{policy.P99:0}", $"{policy.P999:0}", $"{policy.Max:0}"] : (string[])["", "", "", ""]]);
        return $"""
            # {plan.Name}: what it cost

            Of the runs that led to the results, on the machines they ran on. The report's numbers depend on none of it.
            {Text.Duration(found.Sum(pair => pair.Timing.Seconds))} of work in all.

            {new ReportTable(["kind", "jobs", "seconds", "CPU seconds"], [.. sums], 1).Markdown}
            Policy: from observation to action, µs; medians, and the worst of the episodes' upper percentiles.

            {new ReportTable(["job", "seconds", "CPU seconds", "p50", "p99", "p99.9", "max"], [.. jobs], 1).Markdown}
            """;
    }
}
