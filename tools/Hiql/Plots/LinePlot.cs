using System.Globalization;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Plots;

/// <summary>One curve of a metric.</summary>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A small panel: title, curves over training steps, few and round ticks.</summary>
internal static class LinePlot
{
    private const double Left = 46, Right = 12, Top = 44, Bottom = 26, LegendLine = 33;

    /// <summary>For a page.</summary>
    public static string Render(string title, IReadOnlyList<Curve> curves, double width, double height) =>
        Draw(title, curves, width, height).Inline(title);

    /// <summary>For a file of its own.</summary>
    public static Svg Draw(string title, IReadOnlyList<Curve> curves, double width, double height)
    {
        var svg = new Svg(width, height);
        svg.Text(Left - 4, 16, title, "class=\"title\"");
        var points = curves.SelectMany(curve => curve.Points).Where(p => double.IsFinite(p.Y)).ToArray();
        if (points.Length == 0)
            return svg.Text(Left, height / 2, "not logged", "class=\"soft\"");
        var x = new Axis(0, Math.Max(1, points.Max(p => p.X)), Left, width - Right);
        var y = Axis.Padded(points.Min(p => p.Y), points.Max(p => p.Y), height - Bottom, Top);
        DrawAxes(svg, x, y);
        for (var c = 0; c < curves.Count; c++)
            DrawCurve(svg, x, y, curves[c], c);
        if (curves.Count > 1)
            DrawLegend(svg, curves);
        return svg;
    }

    private static void DrawAxes(Svg svg, Axis x, Axis y)
    {
        foreach (var tick in y.Ticks(4))
        {
            svg.Line(x.PixelFrom, y.At(tick), x.PixelTo, y.At(tick), "class=\"axis\"");
            svg.Text(x.PixelFrom - 6, y.At(tick) + 4, Label(tick), "class=\"soft\" text-anchor=\"end\"");
        }
        foreach (var tick in x.Ticks(3))
            svg.Text(x.At(tick), y.PixelFrom + 17, Label(tick), "class=\"soft\" text-anchor=\"middle\"");
    }

    private static void DrawCurve(Svg svg, Axis x, Axis y, Curve curve, int index)
    {
        // A single point has no line.
        if (curve.Points is [var only])
            svg.Circle(x.At(only.X), y.At(only.Y), 2.5, $"fill=\"{Svg.Series(index)}\"");
        svg.Path(curve.Points.Select(p => (x.At(p.X), y.At(p.Y))), $"stroke=\"{Svg.Series(index)}\" stroke-width=\"1.6\"");
    }

    private static void DrawLegend(Svg svg, IReadOnlyList<Curve> curves)
    {
        const double letter = 5.9, mark = 12, gap = 5, space = 16;
        var left = Left - 4;
        for (var c = 0; c < curves.Count; c++)
        {
            svg.Line(left, LegendLine - 4, left + mark, LegendLine - 4, $"stroke=\"{Svg.Series(c)}\" stroke-width=\"2.5\"");
            svg.Text(left + mark + gap, LegendLine, curves[c].Name, "class=\"soft\"");
            left += mark + gap + curves[c].Name.Length * letter + space;
        }
    }

    private static string Label(double tick) => Math.Abs(tick) >= 1000 ? Text.Quantity(tick).Replace(".0 ", " ", StringComparison.Ordinal)
        : tick.ToString("0.###", CultureInfo.InvariantCulture);
}
