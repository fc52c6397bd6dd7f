using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Plots;

/// <summary>A number per point of a regular grid over a maze; not a number inside walls.</summary>
internal sealed class MazeField
{
    private readonly MazeLayout _maze;
    private readonly double[] _values;
    private readonly int _perCell;

    public MazeField(MazeLayout maze, int perCell)
    {
        (_maze, _perCell) = (maze, perCell);
        (Rows, Columns) = (maze.Height * perCell, maze.Width * perCell);
        _values = new double[Rows * Columns];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                this[row, column] = maze.IsFree(row / perCell, column / perCell) ? 0 : double.NaN;
    }

    /// <summary>Grid points along y; row 0 is the smallest.</summary>
    public int Rows { get; }

    /// <summary>Grid points along x.</summary>
    public int Columns { get; }

    public double this[int row, int column]
    {
        get => _values[row * Columns + column];
        set => _values[row * Columns + column] = value;
    }

    /// <summary>The grid points that are not inside walls, with their positions in metres.</summary>
    public IEnumerable<(int Row, int Column, double X, double Y)> FreePoints()
    {
        var pitch = _maze.CellSize / _perCell;
        var edge = -1.5 * _maze.CellSize;
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                if (_maze.IsFree(row / _perCell, column / _perCell))
                    yield return (row, column, edge + (column + 0.5) * pitch, edge + (row + 0.5) * pitch);
    }

    /// <summary>Adds one to the bin that contains (x, y); outside the maze it is ignored, inside a wall it still counts.</summary>
    public void Count(double x, double y)
    {
        var pitch = _maze.CellSize / _perCell;
        var (column, row) = ((int)Math.Floor(x / pitch + 1.5 * _perCell), (int)Math.Floor(y / pitch + 1.5 * _perCell));
        if (row < 0 || row >= Rows || column < 0 || column >= Columns)
            return;
        var bin = this[row, column];
        this[row, column] = double.IsNaN(bin) ? 1 : bin + 1;
    }

    /// <summary>The share-th quantile of the values of free points.</summary>
    public double Quantile(double share)
    {
        var sorted = _values.Where(value => !double.IsNaN(value)).Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }

    /// <summary>A copy whose wall points beside free ones carry the mean of those.</summary>
    public MazeField PaddedIntoWalls()
    {
        var padded = new MazeField(_maze, _perCell);
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                padded[row, column] = double.IsNaN(this[row, column]) ? MeanAround(row, column) : this[row, column];
        return padded;
    }

    private double MeanAround(int row, int column)
    {
        var (sum, count) = (0.0, 0);
        for (var r = Math.Max(0, row - 1); r <= Math.Min(Rows - 1, row + 1); r++)
        {
            for (var c = Math.Max(0, column - 1); c <= Math.Min(Columns - 1, column + 1); c++)
            {
                if (double.IsNaN(this[r, c]))
                    continue;
                sum += this[r, c];
                count++;
            }
        }
        return count == 0 ? double.NaN : sum / count;
    }
}
