using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Manipulation;

/// <summary>What a person may do to the goal, and what a saved state holds.</summary>
public sealed partial class TabletopTask
{
    private const int TargetDoubles = 2;

    /// <inheritdoc/>
    public int StateBytes =>
        (((3 * Scene.Cubes) + TargetDoubles + (2 * _buttons.Length) + RandomStream.StateWords + 1) * sizeof(double)) + (GoalFloats * sizeof(float));

    // An even number of floats, so that whatever follows stays aligned.
    private int GoalFloats => (_goalObservation.Length + 1) / 2 * 2;

    /// <inheritdoc/>
    public void SetGoal(ReadOnlySpan<float> goal)
    {
        goal.CopyTo(_goalObservation);
        Layout.ReadObjects(goal, Target);
    }

    /// <inheritdoc/>
    public void SaveState(ref StateWriter state)
    {
        state.Write<Point>(Target.Cubes);
        state.Write(Target.Drawer);
        state.Write(Target.Window);
        state.Write<long>(Target.Buttons);
        state.Write<long>(_buttons);
        _random.CopyStateTo(state.Take<ulong>(RandomStream.StateWords));
        state.Write(_replacesLostCubes ? 1L : 0L);
        _goalObservation.CopyTo(state.Take<float>(GoalFloats));
    }

    /// <inheritdoc/>
    public void RestoreState(ref StateReader state)
    {
        state.Take<Point>(Target.Cubes.Length).CopyTo(Target.Cubes);
        Target.Drawer = state.Read<double>();
        Target.Window = state.Read<double>();
        state.Take<long>(_buttons.Length).CopyTo(Target.Buttons);
        state.Take<long>(_buttons.Length).CopyTo(_buttons);
        _random.State = state.Take<ulong>(RandomStream.StateWords).ToArray();
        _replacesLostCubes = state.Read<long>() != 0;
        state.Take<float>(GoalFloats)[.._goalObservation.Length].CopyTo(_goalObservation);
    }
}
