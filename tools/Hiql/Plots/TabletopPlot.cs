using System.Globalization;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Plots;

/// <summary>What a dataset has in it: three heat maps, and what was done how often.</summary>
internal static class TabletopPlot
{
    private const double Gap = 24, Caption = 24, Bar = 16, BarGap = 8, Label = 120, Number = 150;

    public static Svg Draw(TabletopUse use, double width)
    {
        (string Title, HeatMap Map)[] maps = [("Hand from above", use.HandFromAbove), ("Hand, from the robot", use.HandFromBehind), ("Cubes from above", use.Cubes)];
        var panel = (width - (2 * Gap)) / maps.Length;
        var mapHeight = panel * use.Cubes.Rows / use.Cubes.Columns;
        var done = use.Done.ToArray();
        var bars = Caption + mapHeight + Gap + Caption;
        var svg = new Svg(width, bars + (done.Length * (Bar + BarGap)));
        for (var k = 0; k < maps.Length; k++)
        {
            svg.Text(k * (panel + Gap), 15, maps[k].Title, "class=\"title\"");
            maps[k].Map.Draw(svg, k * (panel + Gap), Caption, panel);
        }
        svg.Text(0, bars - 10, string.Create(CultureInfo.InvariantCulture, $"Done in {use.Rows:N0} rows, per 1000"), "class=\"title\"");
        var most = Math.Max(1, done.Max(one => one.Count));
        for (var k = 0; k < done.Length; k++)
            DrawBar(svg, bars + (k * (Bar + BarGap)), width, done[k].Name, done[k].Count, most, use.Rows);
        return svg;
    }

    private static void DrawBar(Svg svg, double top, double width, string name, long count, long most, long rows)
    {
        svg.Text(0, top + Bar - 4, name);
        var length = (width - Label - Number) * count / most;
        svg.Rect(Label, top, length, Bar, "fill=\"var(--series0)\"");
        svg.Text(Label + length + 8, top + Bar - 4, string.Create(CultureInfo.InvariantCulture, $"{1000.0 * count / rows:0.00}  ({count:N0})"), "class=\"soft\"");
    }
}
