using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Plots;

/// <summary>One series: a name and a share with its interval per row.</summary>
internal sealed record IntervalSeries(string Name, IReadOnlyList<Estimate> Rows);

/// <summary>Success per task: a bar to the estimate, a whisker over the interval, the number beside it.</summary>
internal static class IntervalPlot
{
    private const double Right = 64, Top = 34, BarHeight = 13, BarGap = 4, RowGap = 16;

    public static string Render(string label, IReadOnlyList<string> rows, IReadOnlyList<IntervalSeries> series, double width)
    {
        var rowHeight = series.Count * (BarHeight + BarGap) + RowGap;
        var svg = new Svg(width, Top + rows.Count * rowHeight + 20);
        var x = new Axis(0, 1, Svg.LabelWidth(rows, width), width - Right);
        DrawAxis(svg, x);
        DrawLegend(svg, x.PixelFrom, series);
        for (var r = 0; r < rows.Count; r++)
        {
            var top = Top + r * rowHeight + RowGap / 2;
            svg.Text(x.PixelFrom - 12, top + (rowHeight - RowGap) / 2 + 3, rows[r], "text-anchor=\"end\"");
            for (var s = 0; s < series.Count; s++)
                DrawBar(svg, x, top + s * (BarHeight + BarGap), s, series[s].Rows[r]);
        }
        return svg.Inline(label);
    }

    private static void DrawAxis(Svg svg, Axis x)
    {
        foreach (var tick in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            svg.Line(x.At(tick), Top, x.At(tick), svg.Height - 18, "class=\"axis\"");
            svg.Text(x.At(tick), svg.Height - 4, $"{100 * tick:0} %", "class=\"soft\" text-anchor=\"middle\"");
        }
    }

    private static void DrawBar(Svg svg, Axis x, double top, int series, Estimate estimate)
    {
        var middle = top + BarHeight / 2;
        svg.Rect(x.PixelFrom, top, Math.Max(1, x.At(estimate.Value) - x.PixelFrom), BarHeight, $"rx=\"2\" fill=\"{Svg.Series(series)}\" opacity=\"0.85\"");
        svg.Line(x.At(estimate.Low), middle, x.At(estimate.High), middle, "stroke=\"var(--ink)\" stroke-width=\"1.4\"");
        foreach (var end in new[] { estimate.Low, estimate.High })
            svg.Line(x.At(end), middle - 3.5, x.At(end), middle + 3.5, "stroke=\"var(--ink)\" stroke-width=\"1.4\"");
        svg.Text(svg.Width - Right + 10, middle + 4, Text.Percent(estimate.Value));
    }

    private static void DrawLegend(Svg svg, double left, IReadOnlyList<IntervalSeries> series)
    {
        for (var s = 0; s < series.Count; s++)
        {
            const double letter = 6.6;
            svg.Rect(left, 6, 11, 11, $"rx=\"2\" fill=\"{Svg.Series(s)}\"");
            svg.Text(left + 17, 16, series[s].Name);
            left += 17 + series[s].Name.Length * letter + 22;
        }
    }
}
