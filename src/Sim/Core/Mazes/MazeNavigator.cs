using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>Answers where to go next in a maze; every answer is worked out once, so asking in a tick is free.</summary>
public sealed class MazeNavigator
{
    private readonly MazeLayout _maze;
    private readonly (int I, int J)[] _freeCells;
    private readonly (int I, int J)[] _vertexCells;
    private readonly int[,]?[,] _distances;

    /// <summary>A navigator for one maze.</summary>
    public MazeNavigator(MazeLayout maze)
    {
        _maze = maze;
        _freeCells = [.. maze.FreeCells()];
        _vertexCells = [.. _freeCells.Where(cell => !IsCorridor(cell.I, cell.J))];
        _distances = new int[maze.Height, maze.Width][,];
        foreach (var (i, j) in _freeCells)
            _distances[i, j] = maze.DistancesTo(i, j);
    }

    /// <summary>All free cells in row-major order.</summary>
    public ReadOnlySpan<(int I, int J)> FreeCells => _freeCells;

    /// <summary>Free cells that are not a straight corridor: corners, junctions and dead ends.</summary>
    public ReadOnlySpan<(int I, int J)> VertexCells => _vertexCells;

    /// <summary>Steps between two free cells; −1 where there is no way.</summary>
    public int Distance((int I, int J) from, (int I, int J) to) => DistancesTo(to)[from.I, from.J];

    /// <summary>All cells at exactly this distance from a free cell, in row-major order.</summary>
    public (int I, int J)[] CellsAtDistance((int I, int J) from, int distance) =>
        [.. _freeCells.Where(cell => Distance(cell, from) == distance)];

    /// <summary>
    /// The next cell on a shortest path; the same cell when there, or where there is no way
    /// (OGBench <c>get_oracle_subgoal</c>, with its order of ties).
    /// </summary>
    public (int I, int J) Next((int I, int J) from, (int I, int J) to)
    {
        var distances = DistancesTo(to);
        var best = from;
        for (var k = 0; k < MazeLayout.Neighbours.Count; k++)
        {
            var cell = (I: from.I + MazeLayout.Neighbours[k].I, J: from.J + MazeLayout.Neighbours[k].J);
            if (_maze.IsFree(cell.I, cell.J) && distances[cell.I, cell.J] < distances[best.I, best.J])
                best = cell;
        }
        return best;
    }

    private int[,] DistancesTo((int I, int J) cell) => _maze.IsFree(cell.I, cell.J)
        ? _distances[cell.I, cell.J]!
        : throw new ArgumentOutOfRangeException(nameof(cell), $"({cell.I},{cell.J}) is a wall");

    private bool IsCorridor(int i, int j)
    {
        var (up, down) = (_maze.IsFree(i - 1, j), _maze.IsFree(i + 1, j));
        var (left, right) = (_maze.IsFree(i, j - 1), _maze.IsFree(i, j + 1));
        return (up && down && !left && !right) || (left && right && !up && !down);
    }
}
