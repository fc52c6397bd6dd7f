using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Plots;

/// <summary>Where a dataset has been: rows per grid point, on a logarithmic scale.</summary>
internal static class CoveragePlot
{
    private const double Caption = 24, Legend = 44;

    public static Svg Draw(MazeLayout maze, MazeField coverage, double width)
    {
        var height = MazePlot.HeightFor(maze, width);
        var svg = new Svg(width, Caption + height + Legend);
        svg.Text(0, 15, "Dataset coverage", "class=\"title\"");
        // A few crowded points must not cost the rest its contrast.
        var most = Math.Max(2, coverage.Quantile(0.995));
        new MazePlot(svg, maze, 0, Caption, width).Floor()
            .Field(coverage, count => count > 0 ? Colormap.At(Math.Log(count) / Math.Log(most)) : null)
            .Walls();
        ColorBar.Draw(svg, 0, Caption + height + 12, width, "1 row", $"{most:N0} rows");
        return svg;
    }
}
