using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Plots;

/// <summary>One difference.</summary>
/// <param name="Name">Of what.</param>
/// <param name="Difference">As a share, with its interval.</param>
/// <param name="Decided">Whether chance is ruled out.</param>
internal sealed record DifferenceRow(string Name, Estimate Difference, bool Decided);

/// <summary>Differences around zero: a dot with its interval, hollow where it may be none.</summary>
internal static class DifferencePlot
{
    private const double Right = 64, Top = 34, RowHeight = 33, Bottom = 20;

    public static string Render(string title, IReadOnlyList<DifferenceRow> rows, double width)
    {
        var svg = new Svg(width, Top + rows.Count * RowHeight + Bottom);
        var left = Svg.LabelWidth(rows.Select(row => row.Name), width);
        var x = Axis.Padded(
            100 * Math.Min(0, rows.Min(row => row.Difference.Low)), 100 * Math.Max(0, rows.Max(row => row.Difference.High)), left, width - Right);
        svg.Text(left, 16, title, "class=\"title\"");
        foreach (var tick in x.Ticks(4))
        {
            svg.Line(x.At(tick), Top, x.At(tick), svg.Height - Bottom + 2, "class=\"axis\"");
            svg.Text(x.At(tick), svg.Height - 4, Text.Signed(tick, "0.##"), "class=\"soft\" text-anchor=\"middle\"");
        }
        svg.Line(x.At(0), Top, x.At(0), svg.Height - Bottom + 2, "stroke=\"var(--soft)\" stroke-width=\"1.4\"");
        for (var r = 0; r < rows.Count; r++)
            DrawRow(svg, x, left, Top + (r + 0.5) * RowHeight, rows[r]);
        return svg.Inline(title);
    }

    private static void DrawRow(Svg svg, Axis x, double left, double middle, DifferenceRow row)
    {
        const double dot = 4.5;
        var (low, value, high) = (x.At(100 * row.Difference.Low), x.At(100 * row.Difference.Value), x.At(100 * row.Difference.High));
        svg.Text(left - 12, middle + 4, row.Name, "text-anchor=\"end\"");
        svg.Line(low, middle, high, middle, "stroke=\"var(--ink)\" stroke-width=\"1.4\"");
        foreach (var end in new[] { low, high })
            svg.Line(end, middle - 3.5, end, middle + 3.5, "stroke=\"var(--ink)\" stroke-width=\"1.4\"");
        svg.Circle(value, middle, dot, $"fill=\"var(--{(row.Decided ? "bad" : "paper")})\" stroke=\"var(--bad)\" stroke-width=\"1.6\"");
        svg.Text(svg.Width - Right + 10, middle + 4, Text.Signed(100 * row.Difference.Value, "0.0"));
    }
}
