using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>
/// Hides the walls from the engine that the robot cannot reach within a control step. MuJoCo 2.2 tries every geom of the
/// robot on every geom of the world, in each of RK4's four stages; in a large maze that takes more time than all the rest.
/// A wall that is not touched makes no contact, and those that stay keep their order, so the physics is the same to the
/// bit. Walls are equal but for their places: the nearest are put into the first slots, and the world's list is cut after
/// them.
/// </summary>
internal sealed class NearbyWalls : IStepPreparation
{
    private const string Positions = "geom_pos", Counts = "body_geomnum";
    private const int World = 0;
    // In m per control step. From a cell to the far side of its neighbours it is 4 m, and an ant reaches 1.3 m.
    private const double FastestMove = 1.0;

    private readonly MjModel _model;
    private readonly MazeLayout _maze;
    private readonly (int I, int J)[] _cells;
    private readonly double[] _positions;
    private readonly int _first;
    private readonly int _worldGeoms;
    private (int I, int J)? _shown;

    private NearbyWalls(MjModel model, MazeLayout maze)
    {
        (_model, _maze) = (model, maze);
        _cells = [.. maze.Walls()];
        _first = model.Id(MjObject.Geom, MazeModel.WallName(_cells[0].I, _cells[0].J));
        _positions = model.Doubles(Positions).Slice(3 * _first, 3 * _cells.Length).ToArray();
        _worldGeoms = model.Ints(Counts)[World];
    }

    /// <summary>For a model that nobody shares; null where it would be no help or not right: newer engines do better themselves.</summary>
    public static NearbyWalls? Of(MjModel model, MazeLayout maze)
    {
        const int firstWithBoundingVolumes = 230;
        return MuJoCoLibrary.Version < firstWithBoundingVolumes && maze.Walls().Any() ? new NearbyWalls(model, maze) : null;
    }

    /// <inheritdoc/>
    public void Prepare(ReadOnlySpan<double> qpos, ReadOnlySpan<double> qvel, double duration)
    {
        var cell = _maze.CellAt(qpos[0], qpos[1]);
        var slow = Math.Max(Math.Abs(qvel[0]), Math.Abs(qvel[1])) * duration < FastestMove;
        (int, int)? around = slow && _maze.IsFree(cell.I, cell.J) ? cell : null;
        if (around == _shown)
            return;
        _shown = around;
        Show(around);
    }

    private void Show((int I, int J)? around)
    {
        var positions = _model.EditDoubles(Positions)[(3 * _first)..];
        var slot = 0;
        for (var k = 0; k < _cells.Length; k++)
        {
            if (around is { } cell && !Touches(cell, _cells[k]))
                continue;
            _positions.AsSpan(3 * k, 3).CopyTo(positions[(3 * slot)..]);
            slot++;
        }
        _model.EditInts(Counts)[World] = around is null ? _worldGeoms : _first + slot;
    }

    private static bool Touches((int I, int J) cell, (int I, int J) wall) =>
        Math.Abs(cell.I - wall.I) <= 1 && Math.Abs(cell.J - wall.J) <= 1;
}
