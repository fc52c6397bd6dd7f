using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Reports;

/// <summary>What was logged while training.</summary>
internal static class CurveSection
{
    private const double Width = 330, Height = 190;

    // Metric names as the trainer logs them; panels whose metrics a run does not have are left out.
    private static readonly (string Title, string[] Metrics)[] Panels =
    [
        ("Value loss", ["value_loss"]),
        ("Actor losses", ["low_actor_loss", "high_actor_loss", "actor_loss"]),
        ("Value", ["v_mean", "v_min", "v_max"]),
        ("Order consistency", ["order_consistency"]),
        ("Wall leak (1 is none)", ["wall_leak"]),
        ("Success during training", ["success"]),
    ];

    public static string Render(ReportModel model)
    {
        var drawn = Panels.Select(panel => Render(model, panel.Title, panel.Metrics)).Where(svg => svg.Length > 0).ToArray();
        return drawn.Length == 0 ? "" : "<h2>Learning</h2><p>Losses compare implementations; they do not predict success. Order consistency "
            + "is the share of pairs along validation trajectories whose values are in the right order; the wall-leak index compares "
            + "the value's step across a wall with the way around it (1: all of it, 0: none).</p>"
            + $"<div class=\"grid three\">{string.Concat(drawn)}</div>";
    }

    private static string Render(ReportModel model, string title, string[] metrics)
    {
        var curves = metrics.Where(model.Metrics.ContainsKey).Select(name => new Curve(Label(name), model.Metrics[name])).ToArray();
        return curves.Length == 0 ? "" : $"<div>{LinePlot.Render(title, curves, Width, Height)}</div>";
    }

    private static string Label(string metric) => metric.Replace("_actor_loss", "", StringComparison.Ordinal).Replace('_', ' ');
}
