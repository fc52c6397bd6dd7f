using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What a person may do to the hierarchy while it runs.</summary>
public sealed partial class HierarchicalPolicy
{
    private const int ManagerBit = 1, WorkerBit = 2, ForcedBit = 4, SubgoalBit = 8;

    /// <inheritdoc/>
    public bool HasManager => true;

    /// <inheritdoc/>
    public bool ManagerEnabled { get; private set; } = true;

    /// <inheritdoc/>
    public bool WorkerEnabled { get; set; } = true;

    /// <inheritdoc/>
    public bool SubgoalIsForced { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> DecisionObservation => _decisionObservation;

    // The step counter has moved on when somebody looks: a subgoal that was just chosen has age 0.
    /// <inheritdoc/>
    public int SubgoalAge => (int)Math.Max(0, Step - 1 - _heldSince);

    /// <inheritdoc/>
    public bool IsAtBoundary => !_hasSubgoal || Step - _heldSince >= ManagerPeriod;

    /// <inheritdoc/>
    public void EnableManager(bool enabled) => ManagerEnabled = enabled;

    /// <inheritdoc/>
    public void SetManagerPeriod(int steps) => ManagerPeriod = steps >= 1 ? steps
        : throw new InputException($"manager period: expected at least 1 control step, found {steps}");

    /// <inheritdoc/>
    public void ForceSubgoal(ReadOnlySpan<float> observation, ReadOnlySpan<float> subgoal)
    {
        if (subgoal.Length != _subgoal.Length)
            throw new InputException($"subgoal: expected {_subgoal.Length} numbers, found {subgoal.Length}");
        subgoal.CopyTo(_subgoal);
        Hold(observation);
        SubgoalIsForced = true;
    }

    /// <inheritdoc/>
    public void ReleaseSubgoal() => (SubgoalIsForced, _hasSubgoal) = (false, false);

    /// <inheritdoc/>
    public int StateBytes =>
        (3 * sizeof(long)) + ((_goal.Length + _subgoal.Length + _decisionObservation.Length) * sizeof(float)) + _worker.StateBytes;

    /// <inheritdoc/>
    public void SaveState(ref StateWriter state)
    {
        state.Write(Step);
        state.Write(_heldSince);
        state.Write(ManagerPeriod);
        state.Write((ManagerEnabled ? ManagerBit : 0) | (WorkerEnabled ? WorkerBit : 0) | (SubgoalIsForced ? ForcedBit : 0)
            | (_hasSubgoal ? SubgoalBit : 0));
        state.Write<float>(_goal);
        state.Write<float>(_subgoal);
        state.Write<float>(_decisionObservation);
        _worker.SaveState(ref state);
    }

    /// <inheritdoc/>
    public void RestoreState(ref StateReader state)
    {
        Step = state.Read<long>();
        _heldSince = state.Read<long>();
        ManagerPeriod = state.Read<int>();
        var bits = state.Read<int>();
        (ManagerEnabled, WorkerEnabled) = ((bits & ManagerBit) != 0, (bits & WorkerBit) != 0);
        (SubgoalIsForced, _hasSubgoal) = ((bits & ForcedBit) != 0, (bits & SubgoalBit) != 0);
        state.Take<float>(_goal.Length).CopyTo(_goal);
        state.Take<float>(_subgoal.Length).CopyTo(_subgoal);
        state.Take<float>(_decisionObservation.Length).CopyTo(_decisionObservation);
        _worker.RestoreState(ref state);
    }
}
