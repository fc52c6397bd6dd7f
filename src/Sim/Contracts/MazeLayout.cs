using System.Text.Json.Serialization;

namespace HiqlRobotics.Contracts;

/// <summary>
/// The grid of a maze as plain data, so that learner diagnostics and reports can speak of cells without a simulator.
/// Row i grows with y and column j with x; the centre of cell (1,1) is the origin (OGBench, <c>locomaze/maze.py</c>).
/// </summary>
/// <param name="Rows">One string per row, <c>1</c> wall, <c>0</c> free; the first is row 0 (smallest y).</param>
/// <param name="CellSize">Edge of a cell in metres (4 in OGBench).</param>
public sealed record MazeLayout(IReadOnlyList<string> Rows, double CellSize)
{
    /// <summary>Rows of the grid.</summary>
    [JsonIgnore]
    public int Height => Rows.Count;

    /// <summary>Columns of the grid.</summary>
    [JsonIgnore]
    public int Width => Rows[0].Length;

    /// <summary>Whether (i, j) lies in the grid and is not a wall.</summary>
    public bool IsFree(int i, int j) => i >= 0 && i < Height && j >= 0 && j < Width && Rows[i][j] == '0';

    /// <summary>Centre of cell (i, j) in metres.</summary>
    public (double X, double Y) Center(int i, int j) => ((j - 1) * CellSize, (i - 1) * CellSize);

    /// <summary>The cell that contains (x, y); truncates toward zero as OGBench's <c>xy_to_ij</c> does.</summary>
    public (int I, int J) CellAt(double x, double y) =>
        ((int)((y + 1.5 * CellSize) / CellSize), (int)((x + 1.5 * CellSize) / CellSize));

    /// <summary>All free cells in row-major order.</summary>
    public IEnumerable<(int I, int J)> FreeCells() => Cells(free: true);

    /// <summary>All wall cells in row-major order.</summary>
    public IEnumerable<(int I, int J)> Walls() => Cells(free: false);

    /// <summary>Geodesic distance in cells from every cell to the goal cell; −1 where there is no way.</summary>
    /// <returns>Shape (Height, Width).</returns>
    public int[,] DistancesTo(int goalI, int goalJ)
    {
        var distance = new int[Height, Width];
        for (var i = 0; i < Height; i++)
            for (var j = 0; j < Width; j++)
                distance[i, j] = -1;
        var queue = new Queue<(int I, int J)>();
        distance[goalI, goalJ] = 0;
        queue.Enqueue((goalI, goalJ));
        while (queue.TryDequeue(out var cell))
        {
            foreach (var (di, dj) in Neighbours)
            {
                var (i, j) = (cell.I + di, cell.J + dj);
                if (!IsFree(i, j) || distance[i, j] >= 0)
                    continue;
                distance[i, j] = distance[cell.I, cell.J] + 1;
                queue.Enqueue((i, j));
            }
        }
        return distance;
    }

    /// <summary>
    /// The four moves in the order OGBench tries them (up, left, down, right in the grid); fixes ties between
    /// shortest paths.
    /// </summary>
    public static IReadOnlyList<(int I, int J)> Neighbours { get; } = [(-1, 0), (0, -1), (1, 0), (0, 1)];

    private IEnumerable<(int I, int J)> Cells(bool free)
    {
        for (var i = 0; i < Height; i++)
            for (var j = 0; j < Width; j++)
                if (IsFree(i, j) == free)
                    yield return (i, j);
    }
}
