using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>A second world with a second worker, to try out what the first is not told to do. The policy stays the caller's.</summary>
internal sealed class Counterfactual(IInteractiveEnvironment environment, IInteractivePolicy policy) : IDisposable
{
    private readonly float[] _action = new float[environment.Spec.Action.Dim];

    /// <summary>Follows each subgoal for some steps from the same state.</summary>
    /// <param name="environmentState">Of an environment of the same name.</param>
    /// <param name="policyState">Of a policy of the same bundle.</param>
    /// <param name="subgoals">Each of shape (<c>rep_dim</c>,).</param>
    /// <param name="steps">Control steps; fewer where the episode ends.</param>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> RollOut(
        byte[] environmentState, byte[] policyState, IReadOnlyList<float[]> subgoals, int steps)
    {
        var paths = new List<IReadOnlyList<(double X, double Y)>>(subgoals.Count);
        foreach (var subgoal in subgoals)
            paths.Add(Follow(environmentState, policyState, subgoal, steps));
        return paths;
    }

    /// <inheritdoc/>
    public void Dispose() => environment.Dispose();

    private List<(double X, double Y)> Follow(byte[] environmentState, byte[] policyState, float[] subgoal, int steps)
    {
        var reader = new StateReader(policyState);
        policy.RestoreState(ref reader);
        var now = environment.RestoreState(environmentState);
        policy.ForceSubgoal(now.Observation, subgoal);
        List<(double X, double Y)> path = [Place()];
        for (var step = 0; step < steps && !now.IsLast; step++)
        {
            policy.Act(now.Observation, now.Goal, _action);
            now = environment.Step(_action);
            path.Add(Place());
        }
        return path;
    }

    private (double X, double Y) Place() => (environment.Qpos[0], environment.Qpos[1]);
}
