using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control.Evaluation;

/// <summary>An environment whose actions arrive with normal noise, drawn from the episode's seed: what a controller withstands.</summary>
public sealed class DisturbedEnvironment : IEnvironment, IWallSensor
{
    private readonly IEnvironment _environment;
    private readonly ActionNoise _noise;
    private readonly float[] _action;

    /// <summary>Puts noise between controller and environment.</summary>
    /// <param name="environment">Disposed with this one.</param>
    /// <param name="deviation">Standard deviation in the action's units.</param>
    /// <exception cref="InputException">Negative.</exception>
    public DisturbedEnvironment(IEnvironment environment, double deviation)
    {
        _environment = environment;
        _noise = new ActionNoise(environment.Spec.Action);
        _noise.Set(deviation);
        _action = new float[environment.Spec.Action.Dim];
    }

    /// <summary>The environment with that noise, itself where there is none.</summary>
    /// <param name="environment">Disposed with the one returned.</param>
    /// <param name="deviation">Standard deviation in the action's units; 0 for none.</param>
    /// <exception cref="InputException">Negative.</exception>
    public static IEnvironment Around(IEnvironment environment, double deviation) =>
        deviation == 0 ? environment : new DisturbedEnvironment(environment, deviation);

    /// <inheritdoc/>
    public EnvironmentSpec Spec => _environment.Spec;

    /// <inheritdoc/>
    public bool? TouchesWall => (_environment as IWallSensor)?.TouchesWall;

    /// <inheritdoc/>
    public TimeStep Reset(int taskId, ulong seed)
    {
        _noise.Reset(seed);
        return _environment.Reset(taskId, seed);
    }

    /// <inheritdoc/>
    public TimeStep Step(ReadOnlySpan<float> action)
    {
        action.CopyTo(_action);
        _noise.Apply(_action);
        return _environment.Step(_action);
    }

    /// <inheritdoc/>
    public void Dispose() => _environment.Dispose();
}
