using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Reports;

/// <summary>The result in one look.</summary>
internal static class HeadlineSection
{
    public static string Render(ReportModel model)
    {
        var results = model.Results;
        var episodes = results.Eval.EpisodesPerTask * results.Eval.Tasks.Count;
        return $"""
            <h1>{ReportPage.Encode(model.Environment.Name)}</h1>
            <p class="lead">A {ReportPage.Encode(results.Train.Agent.ToUpperInvariant())} controller learned from {results.Collect.Transitions:N0} recorded transitions,
            exported to ONNX and judged on {results.Eval.Tasks.Count} tasks, {results.Eval.EpisodesPerTask} episodes each
            ({episodes:N0} in all, evaluation seed {results.Eval.Seed}, training seed {results.Train.Seed}).</p>
            <div class="cards">{string.Concat(results.Evaluations.Select(e => ReportPage.Card(e.Name, Text.Percent(e.Result.OverallSuccess), $"95 % interval {Text.Interval(e.Result.Ci95)}")))}
            {ReportPage.Card("Real-time loop", $"{results.Run.PolicyUs.P50:0} µs", $"median from observation to action; {results.Run.Missed} of {results.Run.Ticks:N0} ticks missed at {results.Run.RateHz:0.#} Hz")}
            {ReportPage.Card("Exported graphs", $"{results.Verify.MaxAbsError:0.0e0}", $"largest error, {results.Verify.Tolerance:0e0} allowed")}</div>
            """;
    }
}
