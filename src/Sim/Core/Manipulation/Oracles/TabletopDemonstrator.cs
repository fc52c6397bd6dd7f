using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;

namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>
/// Plays with what is on the table: random subtasks, one after the other (<c>data_gen_scripts/generate_manipspace.py</c>).
/// <c>play</c> has its noise in the plan, <c>noisy</c> on the actions.
/// </summary>
public sealed class TabletopDemonstrator : IDemonstrator
{
    private const double YawNoise = 3, GripNoise = 10;

    private readonly SimEnvironment _environment;
    private readonly TabletopTask _task;
    private readonly SubtaskSampler _sampler;
    private readonly IOracle _oracle;
    private readonly double _noise;
    private readonly double _randomActions;
    private double _episodeNoise;
    private RandomStream _random = new(0, "play");

    private TabletopDemonstrator(SimEnvironment environment, IOracle oracle, double noise, double randomActions)
    {
        (_environment, _oracle, _noise, _randomActions) = (environment, oracle, noise, randomActions);
        _task = (TabletopTask)environment.Task;
        _sampler = new SubtaskSampler(environment);
    }

    /// <summary>OGBench's <c>play</c>.</summary>
    /// <param name="environment">A tabletop.</param>
    /// <param name="noise">Standard deviation of the plan's noise, in units of the action's scale.</param>
    public static TabletopDemonstrator Play(SimEnvironment environment, double noise) =>
        new(environment, new PlanOracle(environment, noise), noise: 0, randomActions: 0);

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
        _oracle.Begin(_sampler.Draw(random), random);
        return first;
    }

    /// <inheritdoc/>
    public void Act(Span<float> action)
    {
        if (_oracle.IsDone)
            _oracle.Begin(_sampler.Draw(_random), _random);
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

    // OGBench's camera does not see there, unless the cube lies in the drawer.
    private static bool IsOutOfSight(in Point cube) => cube.Y >= 0.29 || (cube.Y <= -0.3 && cube.Z is (< 0.06 or > 0.08));
}
