using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What a person may do goes to the policy below; what decides the next tick is saved with it.</summary>
public sealed partial class LandmarkPolicy
{
    /// <inheritdoc/>
    public bool HasManager => _policy.HasManager;

    /// <inheritdoc/>
    public int ManagerPeriod => _policy.ManagerPeriod;

    /// <inheritdoc/>
    public bool IsAtBoundary => _policy.IsAtBoundary;

    /// <inheritdoc/>
    public int SubgoalAge => _policy.SubgoalAge;

    /// <inheritdoc/>
    public bool SubgoalIsForced => _policy.SubgoalIsForced;

    /// <inheritdoc/>
    public bool ManagerEnabled => _policy.ManagerEnabled;

    /// <inheritdoc/>
    public bool WorkerEnabled
    {
        get => _policy.WorkerEnabled;
        set => _policy.WorkerEnabled = value;
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Subgoal => _policy.Subgoal;

    /// <inheritdoc/>
    public ReadOnlySpan<float> DecisionObservation => _policy.DecisionObservation;

    /// <inheritdoc/>
    public long ManagerCalls => _policy.ManagerCalls;

    /// <inheritdoc/>
    public void EnableManager(bool enabled) => _policy.EnableManager(enabled);

    /// <inheritdoc/>
    public void SetManagerPeriod(int steps) => _policy.SetManagerPeriod(steps);

    /// <inheritdoc/>
    public void ForceSubgoal(ReadOnlySpan<float> observation, ReadOnlySpan<float> subgoal) => _policy.ForceSubgoal(observation, subgoal);

    /// <inheritdoc/>
    public void ReleaseSubgoal() => _policy.ReleaseSubgoal();

    /// <inheritdoc/>
    public int StateBytes => _policy.StateBytes + LandmarkRoute.StateBytes + (3 * sizeof(long)) + sizeof(int)
        + ((_goal.Length + _askedFrom.Length) * sizeof(float));

    // The policy below first: another one of its kind without a graph can go on from the beginning of these bytes.
    /// <inheritdoc/>
    public void SaveState(ref StateWriter state)
    {
        _policy.SaveState(ref state);
        _route.SaveState(ref state);
        state.Write(_step);
        state.Write(_askedAt);
        state.Write(_chosenAt);
        state.Write((_hasWay ? WayBit : 0) | (_asked ? AskedBit : 0) | (_hasGoal ? GoalBit : 0));
        state.Write<float>(_goal);
        state.Write<float>(_askedFrom);
    }

    /// <inheritdoc/>
    public void RestoreState(ref StateReader state)
    {
        _policy.RestoreState(ref state);
        _route.RestoreState(ref state);
        (_step, _askedAt, _chosenAt) = (state.Read<long>(), state.Read<long>(), state.Read<long>());
        var bits = state.Read<int>();
        (_hasWay, _asked, _hasGoal) = ((bits & WayBit) != 0, (bits & AskedBit) != 0, (bits & GoalBit) != 0);
        state.Take<float>(_goal.Length).CopyTo(_goal);
        state.Take<float>(_askedFrom.Length).CopyTo(_askedFrom);
        if (_asked)
            _planner.Begin(_askedFrom, _goal);
    }
}
