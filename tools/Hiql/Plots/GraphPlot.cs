using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Plots;

/// <summary>A landmark graph over its maze, and the ways it plans for the evaluation tasks.</summary>
internal static class GraphPlot
{
    private const double Width = 760, Caption = 24, Key = 22;

    /// <param name="maze">Below it.</param>
    /// <param name="graph">What to draw.</param>
    public static Svg Draw(MazeLayout maze, GraphPicture graph)
    {
        var height = MazePlot.HeightFor(maze, Width);
        var svg = new Svg(Width, Caption + height + Key);
        svg.Text(0, 15, $"{graph.Nodes.Count:N0} landmarks and the ways between starts and goals", "class=\"title\"");
        var plot = new MazePlot(svg, maze, 0, Caption, Width).Floor().Walls();
        // Pieces of one path: a thousand elements of their own make a page slow.
        plot.Track(graph.Edges.SelectMany(edge => ((double, double)[])[graph.Nodes[edge.From], graph.Nodes[edge.To], (double.NaN, double.NaN)]),
            "stroke=\"var(--soft)\" stroke-opacity=\".45\" stroke-width=\".8\"");
        plot.Track(graph.Nodes.SelectMany(node => ((double, double)[])[node, node, (double.NaN, double.NaN)]), "stroke=\"var(--soft)\" stroke-width=\"2.4\"");
        for (var i = 0; i < graph.Ways.Count; i++)
            plot.Track(graph.Ways[i].Way, $"stroke=\"{Svg.Series(i)}\" stroke-opacity=\".9\" stroke-width=\"3\"");
        for (var i = 0; i < graph.Ways.Count; i++)
        {
            var way = graph.Ways[i];
            plot.Start(way.Way[0].X, way.Way[0].Y);
            plot.Goal(way.Way[^1].X, way.Way[^1].Y);
            var x = i * Width / graph.Ways.Count;
            svg.Line(x, Caption + height + 13, x + 18, Caption + height + 13, $"stroke=\"{Svg.Series(i)}\" stroke-width=\"3\"");
            svg.Text(x + 24, Caption + height + 17, $"{way.TaskId}  {way.Name}", "class=\"soft\"");
        }
        return svg;
    }
}
