using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control.Evaluation;

/// <summary>An environment whose actions arrive with normal noise, drawn from the episode's seed: what a controller withstands.</summary>
internal sealed class DisturbedEnvironment : IEnvironment
{
    private readonly IEnvironment _environment;
    private readonly ActionNoise _noise;
    private readonly float[] _action;

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

    public EnvironmentSpec Spec => _environment.Spec;

    public TimeStep Reset(int taskId, ulong seed)
    {
        _noise.Reset(seed);
        return _environment.Reset(taskId, seed);
    }

    public TimeStep Step(ReadOnlySpan<float> action)
    {
        action.CopyTo(_action);
        _noise.Apply(_action);
        return _environment.Step(_action);
    }

    public void Dispose() => _environment.Dispose();
}
