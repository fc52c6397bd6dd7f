using System.Globalization;
using HiqlRobotics.Sim.Manipulation;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Plots;

/// <summary>What a dataset has in it: three heat maps, and what was done how often.</summary>
internal static class TabletopPlot
{
    private const double Gap = 24, Caption = 24, Ends = 18, Bar = 16, BarGap = 8, Label = 120, Number = 150;

    public static Svg Draw(TabletopUse use, double width)
    {
        var workspace = Box.Workspace;
        (double Left, double Right, double Bottom, double Top) above = (workspace.MinY, workspace.MaxY, workspace.MinX, workspace.MaxX);
        (string Title, string Up, HeatMap Map, (double Left, double Right, double Bottom, double Top) Workspace)[] maps =
        [
            ("Hand from above", "x", use.HandFromAbove, above),
            ("Hand, from the robot", "z", use.HandFromBehind, above with { Bottom = workspace.MinZ, Top = workspace.MaxZ }),
            ("Cubes from above", "x", use.Cubes, above),
        ];
        var panel = (width - (2 * Gap)) / maps.Length;
        var mapHeight = panel * use.Cubes.Rows / use.Cubes.Columns;
        var done = use.Done.ToArray();
        var bars = Caption + mapHeight + Ends + Gap + Caption;
        var svg = new Svg(width, bars + (done.Length * (Bar + BarGap)));
        for (var k = 0; k < maps.Length; k++)
        {
            var (left, (title, up, map, frame)) = (k * (panel + Gap), maps[k]);
            svg.Text(left, 15, title, "class=\"title\"");
            map.Draw(svg, left, Caption, panel);
            map.Frame(svg, left, Caption, panel, frame);
            svg.Text(left, Caption + mapHeight + 14, Describe(up, map), "class=\"soft\"");
        }
        svg.Text(0, bars - 10, string.Create(CultureInfo.InvariantCulture, $"Done in {use.Rows:N0} rows, per 1000"), "class=\"title\"");
        svg.Text(width, bars - 10, "dashed: where the hand may be sent", "class=\"soft\" text-anchor=\"end\"");
        var most = Math.Max(1, done.Max(one => one.Count));
        for (var k = 0; k < done.Length; k++)
            DrawBar(svg, bars + (k * (Bar + BarGap)), width, done[k].Name, done[k].Count, most, use.Rows);
        return svg;
    }

    private static string Describe(string up, HeatMap map) => string.Create(
        CultureInfo.InvariantCulture, $"y {map.Ends.Left:0.0} to {map.Ends.Right:0.0}, {up} {map.Ends.Bottom:0.0#} to {map.Ends.Top:0.0#} m");

    private static void DrawBar(Svg svg, double top, double width, string name, long count, long most, long rows)
    {
        svg.Text(0, top + Bar - 4, name);
        var length = (width - Label - Number) * count / most;
        svg.Rect(Label, top, length, Bar, "fill=\"var(--series0)\"");
        svg.Text(Label + length + 8, top + Bar - 4, string.Create(CultureInfo.InvariantCulture, $"{1000.0 * count / rows:0.00}  ({count:N0})"), "class=\"soft\"");
    }
}
