using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim;

/// <summary>What a person may do to a running simulation: stop it anywhere, wind it back, move its goal, push.</summary>
public sealed partial class SimEnvironment
{
    private const int WrenchSize = 6;

    // In the saved state: nothing is told apart by them but these two.
    private const int RunningBit = 1, OpenEndedBit = 2;

    private bool _pushed;
    private StepType _lastType;
    private Judgement _lastJudgement;

    /// <inheritdoc/>
    public int StateBytes =>
        (Physics.StateSize * sizeof(double)) + (4 * sizeof(int)) + Task.StateBytes + ((_observation.Length + _goal.Length + 2) * sizeof(float));

    /// <inheritdoc/>
    public ReadOnlySpan<double> Qpos => Physics.Qpos;

    /// <inheritdoc/>
    public void SaveState(Span<byte> state)
    {
        RequireLength(state.Length);
        var writer = new StateWriter(state);
        Physics.GetState(writer.Take<double>(Physics.StateSize));
        writer.Write(_step);
        writer.Write((_running ? RunningBit : 0) | (_openEnded ? OpenEndedBit : 0));
        writer.Write((int)_lastType);
        writer.Write(_pushed ? 1 : 0);
        Task.SaveState(ref writer);
        writer.Write<float>(_observation);
        writer.Write<float>(_goal);
        writer.Write(_lastJudgement.Reward);
        writer.Write(_lastJudgement.Success ? 1f : 0f);
    }

    /// <inheritdoc/>
    public TimeStep RestoreState(ReadOnlySpan<byte> state)
    {
        RequireLength(state.Length);
        var reader = new StateReader(state);
        // Clears the warnings of a simulation that had failed; they are no part of a state.
        Physics.Reset();
        Physics.SetState(reader.Take<double>(Physics.StateSize));
        _step = reader.Read<int>();
        var bits = reader.Read<int>();
        (_running, _openEnded) = ((bits & RunningBit) != 0, (bits & OpenEndedBit) != 0);
        _lastType = (StepType)reader.Read<int>();
        _pushed = reader.Read<int>() != 0;
        Task.RestoreState(ref reader);
        reader.Take<float>(_observation.Length).CopyTo(_observation);
        reader.Take<float>(_goal.Length).CopyTo(_goal);
        _lastJudgement = new Judgement(reader.Read<float>(), reader.Read<float>() != 0);
        return Answer(_lastType, _lastJudgement);
    }

    /// <inheritdoc/>
    public TimeStep SetGoal(ReadOnlySpan<float> goal)
    {
        if (goal.Length != Spec.Goal.Dim)
            throw new ArgumentException($"{Spec.Name}: a goal has {Spec.Goal.Dim} elements, found {goal.Length}");
        Task.SetGoal(goal);
        Task.WriteGoal(_goal);
        return Answer(_lastType, _lastJudgement);
    }

    /// <inheritdoc/>
    public void Push(int body, ReadOnlySpan<double> wrench)
    {
        if (body < 1 || body >= Physics.Model.Nbody)
            throw new InputException($"{Spec.Name}: there is no body {body} to push; its bodies are 1 to {Physics.Model.Nbody - 1}");
        if (wrench.Length != WrenchSize)
            throw new ArgumentException($"a push has {WrenchSize} values, found {wrench.Length}");
        Physics.AppliedWrenches.Clear();
        wrench.CopyTo(Physics.AppliedWrenches[(WrenchSize * body)..]);
        _pushed = true;
    }

    private void EndPush()
    {
        Physics.AppliedWrenches.Clear();
        _pushed = false;
    }

    private void RequireLength(int found)
    {
        if (found != StateBytes)
            throw new ArgumentException($"a state of {Spec.Name} has {StateBytes} bytes, found {found}");
    }
}
