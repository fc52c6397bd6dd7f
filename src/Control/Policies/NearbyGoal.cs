using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// The last steps: a manager proposes a state k steps ahead, and nobody taught it what to say where the goal is nearer. There the goal
/// itself is the subgoal, for a worker that has seen subgoals at any distance up to k.
/// </summary>
internal sealed class NearbyGoal : IDisposable
{
    private readonly OnnxNetwork _value;
    private readonly OnnxNetwork _goalRep;
    private readonly ValueDistance _distance;
    private readonly int _within;

    private NearbyGoal(ControllerBundle bundle, int within)
    {
        var value = bundle.Value ?? throw new InputException(
            $"{bundle.Path}: {BundleManifest.FileName}: goal_within is {within}, but there is no value function to tell how far the goal is; export the bundle again");
        (_within, _distance) = (within, new ValueDistance(bundle.RequireDiscount()));
        (_value, _goalRep) = (new OnnxNetwork(value), new OnnxNetwork(bundle.GoalRep!));
    }

    /// <summary>For one user of a hierarchical bundle; null where it asks the manager everywhere.</summary>
    public static NearbyGoal? Of(ControllerBundle bundle) =>
        bundle.Manifest.GoalWithin is { } within ? new NearbyGoal(bundle, within) : null;

    /// <summary>φ(s, g), a view until the next call; empty where the goal is further away.</summary>
    public ReadOnlySpan<float> Subgoal(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal) =>
        _distance.Of(_value.Run(observation, goal)[0]) <= _within ? _goalRep.Run(observation, goal) : [];

    /// <inheritdoc/>
    public void Dispose()
    {
        _value.Dispose();
        _goalRep.Dispose();
    }
}
