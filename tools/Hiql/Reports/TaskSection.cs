using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Plots;

namespace HiqlRobotics.Tools.Reports;

/// <summary>Per task: where the episodes went, over what the value function believes.</summary>
internal static class TaskSection
{
    private const double Width = 330, Caption = 24, Legend = 44;

    public static string Render(ReportModel model)
    {
        if (model.Environment.Maze is not { } maze || model.Tasks.Count == 0)
            return "";
        return "<h2>Where it goes, and what it believes</h2>"
            + "<p>Evaluation episodes with the subgoal held (white circle: start, star: goal; white lines: solved, red: not), over the learned "
            + "value V(·, goal): minus the discounted number of steps the learner expects. A jump of colour across a wall is right; "
            + "colour that seeps through one is the usual cause of failure. The last picture is all the learner has seen: "
            + "dataset rows per half metre, on a logarithmic scale.</p>"
            + $"<div class=\"grid three\">{string.Concat(model.Tasks.Select(task => $"<div>{Picture(maze, task)}</div>"))}"
            + (model.Coverage is { } coverage ? $"<div>{CoveragePlot.Draw(maze, coverage, Width).Inline("Dataset coverage")}</div>" : "") + "</div>";
    }

    private static string Picture(MazeLayout maze, TaskPicture task)
    {
        var height = MazePlot.HeightFor(maze, Width);
        var svg = new Svg(Width, Caption + height + (task.Value is null ? 6 : Legend));
        var solved = task.Episodes.Count(episode => episode.Success);
        svg.Text(0, 15, $"Task {task.Id}  {task.Name}", "class=\"title\"");
        svg.Text(Width, 15, $"{solved} of {task.Episodes.Count} drawn solved", "class=\"soft\" text-anchor=\"end\"");
        var plot = new MazePlot(svg, maze, 0, Caption, Width).Floor();
        if (task.Value is { } value)
            DrawValue(svg, plot, value, Caption + height);
        plot.Walls();
        foreach (var episode in task.Episodes.OrderByDescending(episode => episode.Success))
            DrawEpisode(plot, episode);
        plot.Goal(task.Goal.X, task.Goal.Y);
        return svg.Inline($"Task {task.Id}: trajectories and value map");
    }

    private static void DrawValue(Svg svg, MazePlot plot, MazeField value, double bottom)
    {
        // A few extreme corners must not cost the rest its contrast.
        var (low, high) = (value.Quantile(0.01), value.Quantile(0.99));
        plot.Field(value, v => double.IsNaN(v) ? null : Colormap.At((v - low) / Math.Max(1e-9, high - low)));
        ColorBar.Draw(svg, 0, bottom + 12, Width, $"V = {ColorBar.Number(low)}", ColorBar.Number(high));
    }

    private static void DrawEpisode(MazePlot plot, EpisodeTrack episode)
    {
        // A dark line below the bright one keeps it legible on every colour of the map.
        plot.Track(episode.Positions, "stroke=\"#101216\" stroke-opacity=\".55\" stroke-width=\"3\"");
        plot.Track(episode.Positions, $"stroke=\"{(episode.Success ? "#ffffff" : "#ff7a6b")}\" stroke-width=\"1.4\"");
        plot.Start(episode.Positions[0].X, episode.Positions[0].Y);
    }
}
