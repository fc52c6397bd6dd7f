using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Plots;

/// <summary>A maze seen from above, y upwards as in the simulator; layers are drawn in the order they are called.</summary>
internal sealed class MazePlot
{
    /// <summary>Share of the outer wall cells that is not drawn: they say nothing and take room.</summary>
    private const double Crop = 0.6;

    private readonly MazeLayout _maze;
    private readonly Svg _svg;
    private readonly double _left, _top, _width, _height, _cell;

    /// <summary>Draws into <paramref name="svg"/>.</summary>
    /// <param name="svg">The drawing.</param>
    /// <param name="maze">The grid.</param>
    /// <param name="left">Left edge in pixels.</param>
    /// <param name="top">Top edge in pixels.</param>
    /// <param name="width">Width in pixels; the height follows.</param>
    public MazePlot(Svg svg, MazeLayout maze, double left, double top, double width)
    {
        (_svg, _maze, _left, _top) = (svg, maze, left, top);
        (_width, _height) = (width, HeightFor(maze, width));
        _cell = width / (maze.Width - 2 * Crop);
    }

    public static double HeightFor(MazeLayout maze, double width) =>
        width * (maze.Height - 2 * Crop) / (maze.Width - 2 * Crop);

    /// <summary>Pixel position of a point in metres.</summary>
    public (double X, double Y) At(double x, double y) => (
        Column(x / _maze.CellSize + 1.5), Row(_maze.Height - (y / _maze.CellSize + 1.5)));

    public MazePlot Floor()
    {
        _svg.Rect(_left, _top, _width, _height, "class=\"floor\"");
        return this;
    }

    /// <summary>A coloured field over the free cells.</summary>
    /// <param name="field">Values on a regular grid of the whole maze.</param>
    /// <param name="colour">Colour of a value; null leaves the floor.</param>
    public MazePlot Field(MazeField field, Func<double, Rgb?> colour)
    {
        // Browsers blend neighbouring pixels: the field goes on a little under the walls, so that its edge does not fade.
        var padded = field.PaddedIntoWalls();
        var image = Png.DataUri(field.Columns, field.Rows, (column, row) => colour(padded[field.Rows - 1 - row, column]));
        _svg.Image(Column(0), Row(0), _maze.Width * _cell, _maze.Height * _cell, image);
        return this;
    }

    /// <summary>The walls; drawn over a field they also hide its blurred edge.</summary>
    public MazePlot Walls()
    {
        // One rectangle per run of wall cells in a row; a hair of overlap hides the seams.
        const double overlap = 0.3;
        for (var i = 0; i < _maze.Height; i++)
        {
            for (var j = 0; j < _maze.Width; j++)
            {
                if (_maze.IsFree(i, j))
                    continue;
                var first = j;
                while (j + 1 < _maze.Width && !_maze.IsFree(i, j + 1))
                    j++;
                DrawWall(Column(first), Row(_maze.Height - 1 - i) - overlap, Column(j + 1), Row(_maze.Height - i) + overlap);
            }
        }
        return this;
    }

    public MazePlot Track(IEnumerable<(double X, double Y)> positions, string attributes)
    {
        _svg.Path(positions.Select(p => At(p.X, p.Y)), attributes);
        return this;
    }

    public MazePlot Start(double x, double y)
    {
        var (px, py) = At(x, y);
        _svg.Circle(px, py, Math.Max(3.5, _cell * 0.16), "fill=\"#fff\" stroke=\"#16181c\" stroke-width=\"1.5\"");
        return this;
    }

    public MazePlot Goal(double x, double y)
    {
        var (px, py) = At(x, y);
        _svg.Star(px, py, Math.Max(6, _cell * 0.3), "fill=\"#ff5d5d\" stroke=\"#fff\" stroke-width=\"1.2\"");
        return this;
    }

    private double Column(double cells) => _left + (cells - Crop) * _cell;

    private double Row(double cells) => _top + (cells - Crop) * _cell;

    private void DrawWall(double left, double top, double right, double bottom)
    {
        (left, right) = (Math.Max(left, _left), Math.Min(right, _left + _width));
        (top, bottom) = (Math.Max(top, _top), Math.Min(bottom, _top + _height));
        _svg.Rect(left, top, right - left, bottom - top, "class=\"wall\"");
    }
}
