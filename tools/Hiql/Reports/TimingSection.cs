using HiqlRobotics.Control;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Reports;

/// <summary>How long everything took, and how fast it ran.</summary>
internal static class TimingSection
{
    public static string Render(ReportModel model)
    {
        var results = model.Results;
        string Seconds(string stage) => results.StageSeconds.TryGetValue(stage, out var s) ? Text.Duration(s) : "";
        string[][] rows =
        [
            ["Collect", Seconds("collect"), $"{Text.Quantity(results.Collect.StepsPerSecond)} steps/s", $"{results.Collect.Transitions:N0} transitions"],
            ["Train", Text.Duration(results.Train.Seconds), $"{Text.Quantity(results.Train.StepsPerSecond)} steps/s", $"{results.Train.Steps:N0} gradient steps"],
            ["Export and verify", Text.Duration(results.StageSeconds.GetValueOrDefault("export") + results.StageSeconds.GetValueOrDefault("verify")), "", $"largest error {results.Verify.MaxAbsError:0.0e0}"],
            ["Real-time check", Seconds("run"), $"{results.Run.RateHz:0.#} Hz", $"{results.Run.Ticks:N0} ticks, {results.Run.Missed} missed"],
            ["Evaluate", Seconds("eval"), $"{Text.Quantity(results.Eval.EnvStepsPerSecond)} steps/s", $"{results.Evaluations.Count} × {results.Eval.Tasks.Count * results.Eval.EpisodesPerTask} episodes"],
        ];
        string[][] ticks = [["Observation to action", .. Row(results.Run.PolicyUs)], ["Whole tick, simulation included", .. Row(results.Run.ComputeUs)], ["Error of the tick's start", .. Row(results.Run.PeriodErrorUs)]];
        return "<h2>Timing</h2>" + ReportPage.Table(["Stage", "Wall time", "Rate", "Work"], rows, 4)
            + $"<p>The control loop ran {results.Run.Ticks:N0} ticks and allocated {results.Run.AllocatedBytesPerTick:0.##} bytes per tick; the manager was asked {results.Run.ManagerCalls:N0} times.</p>"
            + ReportPage.Table(["Control loop, µs", "p50", "p99", "p99.9", "max"], ticks, 1)
            + $"<p>{ReportPage.Encode(results.Machine)}</p>";
    }

    private static string[] Row(Percentiles times) =>
        [$"{times.P50:0.0}", $"{times.P99:0.0}", $"{times.P999:0.0}", $"{times.Max:0.0}"];
}
