using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim.Collect;

/// <summary>OGBench's <c>explore</c>: from any cell, in random directions that change every ten steps.</summary>
public sealed class Wanderer : IDemonstrator
{
    /// <summary>Control steps between two directions.</summary>
    public const int StepsPerDirection = 10;

    private readonly SimEnvironment _environment;
    private readonly MazeTask _task;
    private readonly MazeNavigator _navigator;
    private readonly NoisySteering _steering;
    private RandomStream _random = new(0, "wander");
    private (double X, double Y) _direction;
    private int _step;

    /// <summary>A wanderer with an action noise.</summary>
    public Wanderer(SimEnvironment environment, SteeringPolicy steer, double noise)
    {
        _environment = environment;
        _task = (MazeTask)environment.Task;
        _navigator = new MazeNavigator(_task.Map.Layout);
        _steering = new NoisySteering(environment, steer, noise);
    }

    /// <inheritdoc/>
    public TimeStep Begin(RandomStream random)
    {
        (_random, _step) = (random, 0);
        var start = _navigator.FreeCells[random.NextInt32(_navigator.FreeCells.Length)];
        var route = new MazeRoute(start.I, start.J, start.I, start.J);
        return _environment.Begin(random, (physics, draws, advance) => _task.Begin(route, physics, draws, advance));
    }

    /// <inheritdoc/>
    public void Act(Span<float> action)
    {
        if (_step++ % StepsPerDirection == 0)
            _direction = (_random.NextGaussian(), _random.NextGaussian());
        _steering.Act(_direction.X, _direction.Y, _random, action);
    }

    /// <inheritdoc/>
    public void Observe(in TimeStep step)
    {
        // Goals mean nothing to it.
    }
}
