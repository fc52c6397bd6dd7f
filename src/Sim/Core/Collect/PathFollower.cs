using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim.Collect;

/// <summary>
/// Walks along shortest paths of cells, as OGBench's <c>navigate</c> and <c>stitch</c> demonstrators do
/// (<c>data_gen_scripts/generate_locomaze.py</c>).
/// </summary>
public sealed class PathFollower : IDemonstrator
{
    /// <summary>Cells between start and goal of a <c>stitch</c> episode.</summary>
    public const int StitchDistance = 4;

    private const int ShortestDetour = 5, LongestDetour = 15;
    // An ant's feet touch a wall from 1.3 m; what demonstrates leaning on it is imitated as leaning on it.
    private const double WallDistance = 1.2;

    private readonly SimEnvironment _environment;
    private readonly MazeTask _task;
    private readonly MazeNavigator _navigator;
    private readonly NoisySteering _steering;
    private readonly bool _stitch;
    private readonly bool _finishAtGoal;
    private readonly double _detourRate;
    private (double X, double Y) _detour;
    private int _detourSteps;
    private RandomStream _random = new(0, "path");

    private PathFollower(SimEnvironment environment, MazeWalker walker, double noise, bool stitch)
    {
        _environment = environment;
        (_finishAtGoal, _detourRate) = (walker.FinishAtGoal, walker.DetourRate);
        _task = (MazeTask)environment.Task;
        _navigator = new MazeNavigator(_task.Map.Layout);
        _steering = new NoisySteering(environment, walker.Steer, noise);
        _stitch = stitch;
    }

    /// <summary>From any cell to a vertex cell, and from each goal reached to the next vertex cell.</summary>
    public static PathFollower Navigate(SimEnvironment environment, MazeWalker walker, double noise) =>
        new(environment, walker, noise, stitch: false);

    /// <summary>From any cell to one at distance 4; the goal stays.</summary>
    public static PathFollower Stitch(SimEnvironment environment, MazeWalker walker, double noise) =>
        new(environment, walker, noise, stitch: true);

    /// <inheritdoc/>
    public TimeStep Begin(RandomStream random)
    {
        (_random, _detourSteps) = (random, 0);
        var start = Draw(_navigator.FreeCells);
        var goal = _stitch ? DrawStitchGoal(start) : Draw(_navigator.VertexCells);
        var route = new MazeRoute(start.I, start.J, goal.I, goal.J);
        return _environment.Begin(random, (physics, draws, advance) => _task.Begin(route, physics, draws, advance));
    }

    /// <inheritdoc/>
    public void Act(Span<float> action)
    {
        if (IsOnDetour())
        {
            _steering.Act(_detour.X, _detour.Y, _random, action);
            return;
        }
        var maze = _task.Map.Layout;
        var (x, y) = (_environment.Physics.Qpos[0], _environment.Physics.Qpos[1]);
        var (here, there) = (maze.CellAt(x, y), maze.CellAt(_task.Goal.X, _task.Goal.Y));
        var next = _navigator.Next(here, there);
        var target = _finishAtGoal && here == there ? _task.Goal : maze.Center(next.I, next.J);
        _steering.Act(target.X - x, target.Y - y, _random, action);
    }

    /// <inheritdoc/>
    public void Observe(in TimeStep step)
    {
        if (step.Success && !_stitch)
            _task.MoveGoal(Draw(_navigator.VertexCells));
    }

    // Nothing is drawn for a walker that makes none: its data stay what they were.
    private bool IsOnDetour()
    {
        if (_detourRate > 0 && _detourSteps == 0 && _random.NextDouble() < _detourRate)
        {
            _detourSteps = ShortestDetour + _random.NextInt32(LongestDetour - ShortestDetour + 1);
            _detour = (_random.NextGaussian(), _random.NextGaussian());
        }
        if (_detourSteps > 0 && FacesWall())
            _detourSteps = 0;
        return _detourSteps > 0 && _detourSteps-- > 0;
    }

    private bool FacesWall()
    {
        var length = Math.Sqrt(_detour.X * _detour.X + _detour.Y * _detour.Y);
        var (x, y) = (_environment.Physics.Qpos[0], _environment.Physics.Qpos[1]);
        var (i, j) = _task.Map.Layout.CellAt(x + WallDistance * _detour.X / length, y + WallDistance * _detour.Y / length);
        return !_task.Map.Layout.IsFree(i, j);
    }

    private (int I, int J) DrawStitchGoal((int I, int J) start)
    {
        var cells = _navigator.CellsAtDistance(start, StitchDistance);
        return cells.Length > 0 ? Draw(cells) : start;
    }

    private (int I, int J) Draw(ReadOnlySpan<(int I, int J)> cells) => cells[_random.NextInt32(cells.Length)];
}
