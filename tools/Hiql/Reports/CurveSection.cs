using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Reports;

/// <summary>What was logged while training.</summary>
internal static class CurveSection
{
    private const double Width = 330, Height = 190;

    // Metric names as the trainer logs them (docs/metrics.md); what a run does not have is left out.
    private static readonly (string Title, (string Name, string Metric)[] Curves)[] Panels =
    [
        ("Value loss", [("training", "training/value/value_loss"), ("held out", "validation/value/value_loss")]),
        ("Worker loss", [("training", "training/low_actor/actor_loss"), ("held out", "validation/low_actor/actor_loss")]),
        ("Manager loss", [("training", "training/high_actor/actor_loss"), ("held out", "validation/high_actor/actor_loss")]),
        ("Actor loss", [("training", "training/actor/actor_loss"), ("held out", "validation/actor/actor_loss")]),
        ("Order consistency", [("all", "diagnostics/order_consistency"), ("near", "diagnostics/order_consistency_near"), ("far", "diagnostics/order_consistency_far")]),
        ("At walls", [("wall ratio", "diagnostics/wall_ratio"), ("wrong best neighbour", "diagnostics/greedy_errors")]),
        ("Value", [("mean", "training/value/v_mean"), ("lowest", "training/value/v_min"), ("highest", "training/value/v_max")]),
        ("Success during training", [("all tasks", "evaluation/overall_success")]),
    ];

    public static string Render(ReportModel model)
    {
        var drawn = Panels.Select(panel => Render(model, panel.Title, panel.Curves)).Where(svg => svg.Length > 0).ToArray();
        return drawn.Length == 0 ? "" : "<h2>Learning</h2><p>Losses compare implementations; they do not predict success. <b>Order consistency</b> "
            + "is the share of pairs along held-out trajectories whose values are in the right order. The <b>wall ratio</b> compares the value's "
            + "slope across walls with its slope along the way (1: walls are seen, 0: the value leaks through them); a <b>wrong best neighbour</b> "
            + "is a cell from which following the value does not lead nearer to the goal.</p>"
            + $"<div class=\"grid three\">{string.Concat(drawn)}</div>";
    }

    private static string Render(ReportModel model, string title, (string Name, string Metric)[] wanted)
    {
        var curves = wanted.Where(curve => model.Metrics.ContainsKey(curve.Metric))
            .Select(curve => new Curve(curve.Name, model.Metrics[curve.Metric])).ToArray();
        return curves.Length == 0 ? "" : $"<div>{LinePlot.Render(title, curves, Width, Height)}</div>";
    }
}
