using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Theory;

/// <summary>How far it is to a goal on the shortest way through a maze.</summary>
internal sealed class MazeDistance
{
    private readonly MazeLayout _maze;
    private readonly int[,] _cells;
    private readonly double _goalX, _goalY;

    public MazeDistance(MazeLayout maze, double goalX, double goalY)
    {
        (_maze, _goalX, _goalY) = (maze, goalX, goalY);
        var (i, j) = maze.CellAt(goalX, goalY);
        Reachable = maze.IsFree(i, j);
        _cells = Reachable ? maze.DistancesTo(i, j) : new int[0, 0];
    }

    /// <summary>Whether the goal lies in a free cell.</summary>
    public bool Reachable { get; }

    /// <summary>In cells; −1 where there is no way.</summary>
    public int Cells(double x, double y)
    {
        var (i, j) = _maze.CellAt(x, y);
        return _maze.IsFree(i, j) ? _cells[i, j] : -1;
    }

    /// <summary>
    /// In metres: straight to the centre of the best of the neighbouring cells, and from there by cells. Falls along the
    /// shortest way without a step up, which is all that is asked of it.
    /// </summary>
    public double Metres(double x, double y)
    {
        var (i, j) = _maze.CellAt(x, y);
        var here = _cells[i, j];
        var best = here <= 0 ? Distance(x, y, _goalX, _goalY) : double.PositiveInfinity;
        foreach (var (di, dj) in MazeLayout.Neighbours)
        {
            if (!_maze.IsFree(i + di, j + dj) || _cells[i + di, j + dj] >= here)
                continue;
            var left = _cells[i + di, j + dj];
            var (centreX, centreY) = left == 0 ? (_goalX, _goalY) : _maze.Center(i + di, j + dj);
            best = Math.Min(best, Distance(x, y, centreX, centreY) + left * _maze.CellSize);
        }
        return best;
    }

    private static double Distance(double x, double y, double toX, double toY) =>
        Math.Sqrt((x - toX) * (x - toX) + (y - toY) * (y - toY));
}
