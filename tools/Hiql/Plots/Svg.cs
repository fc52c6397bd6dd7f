using System.Globalization;
using System.Net;
using System.Text;

namespace HiqlRobotics.Tools.Plots;

/// <summary>
/// A drawing under construction. Colours of text, lines and series come from CSS variables, so one drawing serves
/// light, dark and paper; <see cref="Theme"/> defines them.
/// </summary>
internal sealed class Svg(double width, double height)
{
    /// <summary>The variables and classes every drawing relies on; a page includes it once, a file carries it.</summary>
    public const string Theme = """
        :root{--paper:#fdfdfb;--card:#f4f3ef;--ink:#1d1f24;--soft:#63676f;--line:#d9d8d2;--wall:#4a4e57;--series0:#2f66c9;--series1:#d0721c;--series2:#18897b;--series3:#a0468f;--series4:#8a7a12;--series5:#5b4bb5;--series6:#b3435a;--series7:#5f6b78;--start:#fff;--good:#1f8a54;--bad:#c33d3d}
        @media (prefers-color-scheme:dark){:root{--paper:#16181c;--card:#1f2227;--ink:#eceae4;--soft:#a2a6ae;--line:#363a41;--wall:#6d727c;--series0:#7ba6f5;--series1:#f0a255;--series2:#4fc4b3;--series3:#d98bcb;--series4:#d6c75a;--series5:#a99bf2;--series6:#ef8fa1;--series7:#a7b3c0;--good:#58c48b;--bad:#ee7d7d}}
        @media print{:root{--paper:#fff;--card:#f6f6f4;--ink:#000;--soft:#444;--line:#ccc;--wall:#555;--series0:#2f66c9;--series1:#d0721c;--series2:#18897b;--series3:#a0468f;--series4:#8a7a12;--series5:#5b4bb5;--series6:#b3435a;--series7:#5f6b78;--good:#1f8a54;--bad:#c33d3d}}
        svg{font-family:"Inter","Source Sans 3","Segoe UI",system-ui,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
        svg text{fill:var(--ink);font-size:12px}svg .soft{fill:var(--soft);font-size:11px}svg .title{font-weight:600;font-size:13px}
        svg .axis{stroke:var(--line);stroke-width:1;fill:none}svg .wall{fill:var(--wall)}svg .floor{fill:var(--card)}
        """;

    /// <summary>What a letter of a label takes, on average and a little more.</summary>
    public const double Letter = 6.6;

    private const int SeriesColours = 8;

    private readonly StringBuilder _body = new();

    public double Width { get; } = width;

    public double Height { get; } = height;

    /// <summary>Colour of the n-th series; they come again after eight.</summary>
    public static string Series(int n) => $"var(--series{n % SeriesColours})";

    /// <summary>Room for the longest of some labels beside a plot, but never more than half of it.</summary>
    public static double LabelWidth(IEnumerable<string> labels, double width)
    {
        const double air = 24, least = 60;
        return Math.Clamp(labels.Max(label => label.Length) * Letter + air, least, width / 2);
    }

    public Svg Rect(double x, double y, double w, double h, string attributes) =>
        Add($"<rect x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(w)}\" height=\"{N(h)}\" {attributes}/>");

    public Svg Circle(double x, double y, double radius, string attributes) =>
        Add($"<circle cx=\"{N(x)}\" cy=\"{N(y)}\" r=\"{N(radius)}\" {attributes}/>");

    public Svg Line(double x1, double y1, double x2, double y2, string attributes) =>
        Add($"<line x1=\"{N(x1)}\" y1=\"{N(y1)}\" x2=\"{N(x2)}\" y2=\"{N(y2)}\" {attributes}/>");

    public Svg Text(double x, double y, string text, string attributes = "") =>
        Add($"<text x=\"{N(x)}\" y=\"{N(y)}\" {attributes}>{WebUtility.HtmlEncode(text)}</text>");

    public Svg Image(double x, double y, double w, double h, string dataUri) =>
        Add($"<image x=\"{N(x)}\" y=\"{N(y)}\" width=\"{N(w)}\" height=\"{N(h)}\" preserveAspectRatio=\"none\" href=\"{dataUri}\"/>");

    /// <summary>A line through the points; gaps at values that are not finite.</summary>
    public Svg Path(IEnumerable<(double X, double Y)> points, string attributes)
    {
        var path = new StringBuilder();
        var pen = 'M';
        foreach (var (x, y) in points)
        {
            if (!double.IsFinite(x) || !double.IsFinite(y))
            {
                pen = 'M';
                continue;
            }
            path.Append(pen).Append(N(x)).Append(' ').Append(N(y));
            pen = 'L';
        }
        return Add($"<path d=\"{path}\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\" {attributes}/>");
    }

    public Svg Star(double x, double y, double radius, string attributes)
    {
        const int points = 5;
        const double waist = 0.45;
        var corners = Enumerable.Range(0, 2 * points).Select(k =>
        {
            var (r, angle) = (k % 2 == 0 ? radius : radius * waist, Math.PI * (k / (double)points - 0.5));
            return (x + r * Math.Cos(angle), y + r * Math.Sin(angle));
        });
        return Polygon(corners, attributes);
    }

    public Svg Polygon(IEnumerable<(double X, double Y)> corners, string attributes) =>
        Add($"<polygon points=\"{string.Join(' ', corners.Select(corner => $"{N(corner.X)},{N(corner.Y)}"))}\" {attributes}/>");

    /// <summary>Drawings side by side, or below each other where <paramref name="columns"/> are full; all of one size.</summary>
    public static Svg Grid(IReadOnlyList<Svg> drawings, int columns)
    {
        var (width, height) = (drawings[0].Width, drawings[0].Height);
        var grid = new Svg(width * Math.Min(columns, drawings.Count), height * ((drawings.Count + columns - 1) / columns));
        for (var i = 0; i < drawings.Count; i++)
            grid.Add($"<g transform=\"translate({N(i % columns * width)} {N(i / columns * height)})\">{drawings[i]._body}</g>");
        return grid;
    }

    /// <summary>For a page that includes <see cref="Theme"/> itself.</summary>
    /// <param name="label">What a screen reader says.</param>
    public string Inline(string label) =>
        $"<svg role=\"img\" aria-label=\"{WebUtility.HtmlEncode(label)}\" viewBox=\"0 0 {N(Width)} {N(Height)}\" width=\"{N(Width)}\" height=\"{N(Height)}\">{_body}</svg>";

    /// <summary>A whole file that stands alone, with some air around it.</summary>
    public string Document()
    {
        const double air = 12;
        var (wide, high) = (N(Width + 2 * air), N(Height + 2 * air));
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{N(-air)} {N(-air)} {wide} {high}\" width=\"{wide}\" height=\"{high}\"><style>{Theme}</style>"
            + $"<rect x=\"{N(-air)}\" y=\"{N(-air)}\" width=\"{wide}\" height=\"{high}\" fill=\"var(--paper)\"/>{_body}</svg>\n";
    }

    public Svg Add(string element)
    {
        _body.Append(element);
        return this;
    }

    private static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
