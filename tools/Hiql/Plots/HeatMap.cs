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

    private static Rgb? Colour(long count, double largest) => count == 0 ? null : Colormap.At(Math.Log(1 + count) / largest);
}
