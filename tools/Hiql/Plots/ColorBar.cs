using System.Globalization;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Plots;

/// <summary>The legend of a coloured field.</summary>
internal static class ColorBar
{
    private const int Steps = 64;

    /// <summary>Draws a horizontal bar with its two ends named.</summary>
    public static void Draw(Svg svg, double x, double y, double width, string low, string high)
    {
        var ramp = Png.DataUri(Steps, 1, (column, _) => Colormap.At(column / (Steps - 1.0)));
        svg.Image(x, y, width, 9, ramp);
        svg.Text(x, y + 21, low, "class=\"soft\"");
        svg.Text(x + width, y + 21, high, "class=\"soft\" text-anchor=\"end\"");
    }

    public static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
