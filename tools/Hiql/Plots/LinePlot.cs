using System.Globalization;
using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Plots;

/// <summary>One curve of a metric.</summary>
internal sealed record Curve(string Name, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Measurements drawn over it, as dots with whiskers.</summary>
    public IReadOnlyList<(double X, Estimate Y)> Measured { get; init; } = [];

    /// <summary>How sure it is, as a pale band behind it.</summary>
    public IReadOnlyList<(double X, double Low, double High)> Band { get; init; } = [];
}

/// <summary>What the horizontal axis of a plot is.</summary>
/// <param name="Label">Below the axis; none where the page says it.</param>
/// <param name="Logarithmic">Equal ratios are equally wide; then all x are positive.</param>
internal sealed record HorizontalAxis(string? Label = null, bool Logarithmic = false)
{
    /// <summary>Decades are divided as on logarithmic paper, coarsely.</summary>
    private static readonly double[] Divisions = [1, 2, 5];

    public double Scale(double x) => Logarithmic ? Math.Log10(x) : x;

    public Axis Over(IReadOnlyCollection<double> values, double pixelFrom, double pixelTo) => Logarithmic
        ? new Axis(Scale(values.Min()), Math.Max(Scale(values.Max()), Scale(values.Min()) + 0.3), pixelFrom, pixelTo)
        : new Axis(0, Math.Max(1, values.Max()), pixelFrom, pixelTo);

    /// <summary>Values worth a tick.</summary>
    public IEnumerable<double> Ticks(Axis axis) => !Logarithmic ? axis.Ticks(3)
        : from power in Enumerable.Range((int)Math.Floor(axis.From), (int)Math.Ceiling(axis.To - Math.Floor(axis.From)) + 1)
          from division in Divisions
          let tick = division * Math.Pow(10, power)
          where Math.Log10(tick) >= axis.From - 1e-9 && Math.Log10(tick) <= axis.To + 1e-9
          select tick;
}

/// <summary>A small panel: title, curves over training steps or whatever else, few and round ticks.</summary>
internal static class LinePlot
{
    private const double Left = 46, Right = 12, Top = 44, Bottom = 26, AxisLabel = 17, LegendLine = 33;

    /// <summary>For a page.</summary>
    public static string Render(string title, IReadOnlyList<Curve> curves, double width, double height) =>
        Draw(title, curves, width, height).Inline(title);

    /// <summary>For a file of its own.</summary>
    /// <param name="title">Above the panel.</param>
    /// <param name="curves">What to draw.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="horizontal">The horizontal axis; null for a linear one from 0 without a label.</param>
    public static Svg Draw(string title, IReadOnlyList<Curve> curves, double width, double height, HorizontalAxis? horizontal = null)
    {
        horizontal ??= new HorizontalAxis();
        var svg = new Svg(width, height);
        svg.Text(Left - 4, 16, title, "class=\"title\"");
        var points = curves.SelectMany(Extent).Where(p => double.IsFinite(p.Y)).ToArray();
        if (points.Length == 0)
            return svg.Text(Left, height / 2, "not logged", "class=\"soft\"");
        var bottom = horizontal.Label is null ? Bottom : Bottom + AxisLabel;
        var x = horizontal.Over([.. points.Select(p => p.X)], Left, width - Right);
        var y = Axis.Padded(points.Min(p => p.Y), points.Max(p => p.Y), height - bottom, Top);
        DrawAxes(svg, x, y, horizontal);
        for (var c = 0; c < curves.Count; c++)
            DrawCurve(svg, value => x.At(horizontal.Scale(value)), y, curves[c], Svg.Series(c));
        if (curves.Count > 1)
            DrawLegend(svg, curves);
        return svg;
    }

    private static IEnumerable<(double X, double Y)> Extent(Curve curve) =>
        [
            .. curve.Points,
            .. curve.Measured.Select(m => (m.X, m.Y.Low)), .. curve.Measured.Select(m => (m.X, m.Y.High)),
            .. curve.Band.Select(b => (b.X, b.Low)), .. curve.Band.Select(b => (b.X, b.High)),
        ];

    private static void DrawAxes(Svg svg, Axis x, Axis y, HorizontalAxis horizontal)
    {
        foreach (var tick in y.Ticks(4))
        {
            svg.Line(x.PixelFrom, y.At(tick), x.PixelTo, y.At(tick), "class=\"axis\"");
            svg.Text(x.PixelFrom - 6, y.At(tick) + 4, Label(tick), "class=\"soft\" text-anchor=\"end\"");
        }
        foreach (var tick in horizontal.Ticks(x))
            svg.Text(x.At(horizontal.Scale(tick)), y.PixelFrom + 17, Label(tick), "class=\"soft\" text-anchor=\"middle\"");
        if (horizontal.Label is { } label)
            svg.Text((x.PixelFrom + x.PixelTo) / 2, y.PixelFrom + 17 + AxisLabel, label, "class=\"soft\" text-anchor=\"middle\"");
    }

    private static void DrawCurve(Svg svg, Func<double, double> x, Axis y, Curve curve, string colour)
    {
        if (curve.Band.Count > 1)
            svg.Polygon(curve.Band.Select(b => (x(b.X), y.At(b.High))).Concat(curve.Band.Reverse().Select(b => (x(b.X), y.At(b.Low)))), $"fill=\"{colour}\" opacity=\"0.13\"");
        // A single point has no line.
        if (curve.Points is [var only])
            svg.Circle(x(only.X), y.At(only.Y), 2.5, $"fill=\"{colour}\"");
        svg.Path(curve.Points.Select(p => (x(p.X), y.At(p.Y))), $"stroke=\"{colour}\" stroke-width=\"1.6\"");
        foreach (var (at, estimate) in curve.Measured)
        {
            svg.Line(x(at), y.At(estimate.Low), x(at), y.At(estimate.High), $"stroke=\"{colour}\" stroke-width=\"1.4\"");
            svg.Circle(x(at), y.At(estimate.Value), 2.5, $"fill=\"{colour}\"");
        }
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
