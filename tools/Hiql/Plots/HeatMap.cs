using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Plots;

/// <summary>How often something was where, on a grid of squares.</summary>
/// <param name="left">Smallest x.</param>
/// <param name="bottom">Smallest y.</param>
/// <param name="pitch">Edge of a square.</param>
/// <param name="columns">Squares along x.</param>
/// <param name="rows">Squares along y.</param>
internal sealed class HeatMap(double left, double bottom, double pitch, int columns, int rows)
{
    private readonly long[] _counts = new long[columns * rows];

    /// <summary>Both ends along x and along y.</summary>
    public (double Left, double Right, double Bottom, double Top) Ends => (left, left + (columns * pitch), bottom, bottom + (rows * pitch));

    public int Columns => columns;

    public int Rows => rows;

    /// <summary>Counts a place; what is outside is not counted.</summary>
    public void Count(double x, double y)
    {
        var (column, row) = ((int)Math.Floor((x - left) / pitch), (int)Math.Floor((y - bottom) / pitch));
        if (column >= 0 && column < columns && row >= 0 && row < rows)
            _counts[(row * columns) + column]++;
    }

    /// <summary>Draws it, y upwards, on a logarithmic scale of its own.</summary>
    public void Draw(Svg svg, double x, double y, double width)
    {
        var height = width * rows / columns;
        var largest = Math.Log(1 + _counts.Max());
        svg.Rect(x, y, width, height, "class=\"floor\"");
        svg.Image(x, y, width, height, Png.DataUri(columns, rows, (column, row) => Colour(_counts[((rows - 1 - row) * columns) + column], largest)));
    }

    /// <summary>Draws a frame around a part of it.</summary>
    public void Frame(Svg svg, double x, double y, double width, (double Left, double Right, double Bottom, double Top) part)
    {
        var scale = width / (columns * pitch);
        svg.Rect(
            x + ((part.Left - left) * scale), y + ((Ends.Top - part.Top) * scale), (part.Right - part.Left) * scale, (part.Top - part.Bottom) * scale,
            "fill=\"none\" stroke=\"var(--soft)\" stroke-dasharray=\"4 3\"");
    }

    private static Rgb? Colour(long count, double largest) => count == 0 ? null : Colormap.At(Math.Log(1 + count) / largest);
}
