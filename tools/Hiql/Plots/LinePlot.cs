using System.Globalization;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Plots;

/// <summary>One curve of a metric.</summary>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points);

/// <summary>A small panel: title, curves over training steps, few and round ticks.</summary>
internal static class LinePlot
{
    private const double Left = 46, Right = 12, Top = 30, Bottom = 26;

    public static string Render(string title, IReadOnlyList<Curve> curves, double width, double height)
    {
        var svg = new Svg(width, height);
        svg.Text(Left - 4, 16, title, "class=\"title\"");
        var points = curves.SelectMany(curve => curve.Points).Where(p => double.IsFinite(p.Y)).ToArray();
        if (points.Length == 0)
            return svg.Text(Left, height / 2, "not logged", "class=\"soft\"").Inline(title);
        var x = new Axis(0, Math.Max(1, points.Max(p => p.X)), Left, width - Right);
        var y = Axis.Padded(points.Min(p => p.Y), points.Max(p => p.Y), height - Bottom, Top);
        DrawAxes(svg, x, y);
        for (var c = 0; c < curves.Count; c++)
            svg.Path(curves[c].Points.Select(p => (x.At(p.X), y.At(p.Y))), $"stroke=\"var(--series{c % 4})\" stroke-width=\"1.6\"");
        if (curves.Count > 1)
            DrawLegend(svg, curves, width);
        return svg.Inline(title);
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

    private static void DrawLegend(Svg svg, IReadOnlyList<Curve> curves, double width)
    {
        var right = width - Right;
        for (var c = curves.Count - 1; c >= 0; c--)
        {
            const double letter = 6.2;
            svg.Text(right, 16, curves[c].Name, "class=\"soft\" text-anchor=\"end\"");
            right -= curves[c].Name.Length * letter + 6;
            svg.Line(right - 12, 12, right, 12, $"stroke=\"var(--series{c % 4})\" stroke-width=\"2.5\"");
            right -= 24;
        }
    }

    private static string Label(double tick) => Math.Abs(tick) >= 1000 ? Text.Quantity(tick).Replace(".0 ", " ", StringComparison.Ordinal)
        : tick.ToString("0.###", CultureInfo.InvariantCulture);
}
