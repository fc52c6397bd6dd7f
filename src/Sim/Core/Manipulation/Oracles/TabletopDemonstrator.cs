using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;

namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>
/// Plays with what is on the table: random subtasks, one after the other (<c>data_gen_scripts/generate_manipspace.py</c>).
/// <c>play</c> has its noise in the plan, <c>noisy</c> on the actions; <c>fumble</c>, our own, is <c>play</c> that often aims
/// beside its object and mostly tries again what came to nothing.
/// </summary>
public sealed class TabletopDemonstrator : IDemonstrator
{
    private const double YawNoise = 3, GripNoise = 10;
    // The fingers reach 2 cm beyond a cube on either side: some fifteen of a hundred grasps go beside it.
    private const double AimError = 0.03;
    private const double Persistence = 0.8;

    private readonly SimEnvironment _environment;
    private readonly TabletopTask _task;
    private readonly SubtaskSampler _sampler;
    private readonly IOracle _oracle;
    private readonly double _noise;
    private readonly double _randomActions;
    private readonly double _persistence;
    private double _episodeNoise;
    private Subtask _subtask;
    private long _pressed;
    private RandomStream _random = new(0, "play");

    private TabletopDemonstrator(
        SimEnvironment environment, IOracle oracle, double noise = 0, double randomActions = 0, double persistence = 0)
    {
        (_environment, _oracle, _noise, _randomActions, _persistence) = (environment, oracle, noise, randomActions, persistence);
        _task = (TabletopTask)environment.Task;
        _sampler = new SubtaskSampler(environment);
    }

    /// <summary>OGBench's <c>play</c>.</summary>
    /// <param name="environment">A tabletop.</param>
    /// <param name="noise">Standard deviation of the plan's noise, in units of the action's scale.</param>
    public static TabletopDemonstrator Play(SimEnvironment environment, double noise) =>
        new(environment, new PlanOracle(environment, noise));

    /// <summary><c>play</c> with mistakes and what is done about them: what a policy needs to have seen that makes some itself.</summary>
    /// <param name="environment">A tabletop.</param>
    /// <param name="noise">Standard deviation of the plan's noise, in units of the action's scale.</param>
    public static TabletopDemonstrator Fumble(SimEnvironment environment, double noise) =>
        new(environment, new PlanOracle(environment, noise, AimError), persistence: Persistence);

    /// <summary>OGBench's <c>noisy</c>.</summary>
    /// <param name="environment">A tabletop.</param>
    /// <param name="noise">Largest standard deviation of an episode's noise on position actions.</param>
    public static TabletopDemonstrator Noisy(SimEnvironment environment, double noise)
    {
        var task = (TabletopTask)environment.Task;
        return new(environment, new MarkovOracle(environment), noise, randomActions: task.Scene.FistClosed ? 0.2 : 0.1);
    }

    /// <inheritdoc/>
    public bool IsSpoilt { get; private set; }

    /// <inheritdoc/>
    public TimeStep Begin(RandomStream random)
    {
        (_random, IsSpoilt) = (random, false);
        _episodeNoise = random.NextDouble(0, _noise);
        _sampler.Begin(random);
        var first = _environment.Begin(random, (physics, draws, _) => _task.BeginAnywhere(physics, draws));
        Begin(_sampler.Draw(random));
        return first;
    }

    /// <inheritdoc/>
    public void Act(Span<float> action)
    {
        if (_oracle.IsDone)
            Begin(_persistence > 0 && IsWorthAnotherTry() && _random.NextDouble() < _persistence ? _subtask : _sampler.Draw(_random));
        _oracle.Act(action);
        if (_randomActions > 0 && _random.NextDouble() < _randomActions)
        {
            foreach (ref var value in action)
                value = (float)_random.NextDouble(-1, 1);
        }
        else if (_noise > 0)
        {
            for (var k = 0; k < action.Length; k++)
                action[k] += (float)(_episodeNoise * (k == 4 ? GripNoise : k == 3 ? YawNoise : 1) * _random.NextGaussian());
        }
        foreach (ref var value in action)
            value = Math.Clamp(value, -1, 1);
        if (_task.Scene.FistClosed)
            action[^1] = 1;
    }

    /// <inheritdoc/>
    public void Observe(in TimeStep step) => IsSpoilt |= _task.Scene.Furniture && IsOutOfSight(TabletopTask.Cube(_environment.Physics, 0));

    private void Begin(in Subtask subtask)
    {
        _subtask = subtask;
        if (subtask.Kind == SubtaskKind.Button)
            _pressed = _task.ButtonStates[subtask.Index];
        _oracle.Begin(subtask, _random);
    }

    // What is locked does not come by trying.
    private bool IsWorthAnotherTry()
    {
        var physics = _environment.Physics;
        return _subtask.Kind switch
        {
            SubtaskKind.Cube => TabletopTask.Cube(physics, _subtask.Index).DistanceTo(_subtask.Place) > Arrangement.Tolerance,
            SubtaskKind.Button => _task.ButtonStates[_subtask.Index] == _pressed,
            SubtaskKind.Drawer => _task.ButtonStates[0] != 0 && Math.Abs(physics.Qpos[_task.Layout.DrawerAddress] - _subtask.Displacement) > Arrangement.Tolerance,
            _ => _task.ButtonStates[1] != 0 && Math.Abs(physics.Qpos[_task.Layout.WindowAddress] - _subtask.Displacement) > Arrangement.Tolerance,
        };
    }

    // OGBench's camera does not see there, unless the cube lies in the drawer.
    private static bool IsOutOfSight(in Point cube) => cube.Y >= 0.29 || (cube.Y <= -0.3 && cube.Z is (< 0.06 or > 0.08));
}
