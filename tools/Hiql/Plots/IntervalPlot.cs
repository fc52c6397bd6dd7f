using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Plots;

/// <summary>One series: a name and a share with its interval per row.</summary>
internal sealed record IntervalSeries(string Name, IReadOnlyList<Estimate> Rows);

/// <summary>Success per task: a bar to the estimate, a whisker over the interval, the number beside it.</summary>
internal static class IntervalPlot
{
    private const double Right = 64, Head = 16, LegendLine = 18, BarHeight = 13, BarGap = 4, RowGap = 16;
    private const double Mark = 17, LegendGap = 22;

    public static string Render(string label, IReadOnlyList<string> rows, IReadOnlyList<IntervalSeries> series, double width)
    {
        var rowHeight = series.Count * (BarHeight + BarGap) + RowGap;
        var x = new Axis(0, 1, Svg.LabelWidth(rows, width), width - Right);
        var legend = PlaceLegend(series, x.PixelFrom, width);
        var head = Head + LegendLine * (legend.LastOrDefault().Line + 1);
        var svg = new Svg(width, head + rows.Count * rowHeight + 20);
        DrawAxis(svg, x, head);
        DrawLegend(svg, legend, series);
        for (var r = 0; r < rows.Count; r++)
        {
            var top = head + r * rowHeight + RowGap / 2;
            svg.Text(x.PixelFrom - 12, top + (rowHeight - RowGap) / 2 + 3, rows[r], "text-anchor=\"end\"");
            for (var s = 0; s < series.Count; s++)
                DrawBar(svg, x, top + s * (BarHeight + BarGap), s, series[s].Rows[r]);
        }
        return svg.Inline(label);
    }

    private static void DrawAxis(Svg svg, Axis x, double head)
    {
        foreach (var tick in new[] { 0, 0.25, 0.5, 0.75, 1 })
        {
            svg.Line(x.At(tick), head, x.At(tick), svg.Height - 18, "class=\"axis\"");
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

    // A name that would run out of the picture begins the next line.
    private static (double X, int Line)[] PlaceLegend(IReadOnlyList<IntervalSeries> series, double left, double width)
    {
        var places = new (double X, int Line)[series.Count];
        var (x, line) = (left, 0);
        for (var s = 0; s < places.Length; s++)
        {
            var length = Mark + series[s].Name.Length * Svg.Letter;
            if (x > left && x + length > width)
                (x, line) = (left, line + 1);
            places[s] = (x, line);
            x += length + LegendGap;
        }
        return places;
    }

    private static void DrawLegend(Svg svg, (double X, int Line)[] places, IReadOnlyList<IntervalSeries> series)
    {
        for (var s = 0; s < series.Count; s++)
        {
            var (x, top) = (places[s].X, LegendLine * places[s].Line);
            svg.Rect(x, top + 6, 11, 11, $"rx=\"2\" fill=\"{Svg.Series(s)}\"");
            svg.Text(x + Mark, top + 16, series[s].Name);
        }
    }
}
