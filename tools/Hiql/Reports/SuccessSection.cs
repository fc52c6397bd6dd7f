using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Reports;

/// <summary>Success per task with intervals, one bar per way of deploying and per baseline.</summary>
internal static class SuccessSection
{
    private const double Width = 1020;

    public static string Render(ReportModel model)
    {
        var evaluations = model.Results.Evaluations;
        var first = evaluations[0].Result.Tasks;
        var names = first.Select(task => $"Task {task.Id}  {task.Name}").Append("All tasks").ToArray();
        var series = evaluations.Select(e => new IntervalSeries(e.Name, [.. e.Result.Tasks.Select(Estimate), Overall(e.Result)])).ToArray();
        var walls = evaluations.Any(e => e.Result.WallContact is not null);
        return "<h2>Success per task</h2><p>The task is solved when the robot comes within the tolerance of the goal before the step limit. "
            + "Lines are 95 % Wilson intervals over episodes; they do not cover the spread between training seeds.</p>"
            + $"<div class=\"wide\">{IntervalPlot.Render("Success per task", names, series, Width)}</div>"
            + ReportPage.Table(["Mean steps per episode", .. first.Select(task => $"Task {task.Id}"), .. walls ? ["at a wall"] : Array.Empty<string>()],
                evaluations.Select(e => (string[])[e.Name, .. e.Result.Tasks.Select(task => $"{task.MeanLength:0}"), .. walls ? [AtWall(e.Result)] : Array.Empty<string>()]), 1);
    }

    private static string AtWall(EvalDocument result) => result.WallContact is { } share ? $"{Text.Percent(share)} of the steps" : "–";

    private static Estimate Estimate(TaskResult task) => new(task.Success, task.Ci95[0], task.Ci95[1]);

    private static Estimate Overall(EvalDocument result) => new(result.OverallSuccess, result.Ci95[0], result.Ci95[1]);
}
