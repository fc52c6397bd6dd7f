using MuJoCo.Calls;

namespace MuJoCo;

/// <summary>
/// The integration state: time, qpos, qvel, act, warm start, ctrl, applied forces, mocap poses and user data (and what
/// newer versions add). Stepping after a restore gives the bits that stepping from the original would have given.
/// </summary>
public sealed partial class MjData
{
    /// <summary>Number of values in the state vector.</summary>
    public int StateSize => _stateSize;

    /// <summary>Copies the state out; derived quantities (poses, sensors, contacts) are not part of it.</summary>
    /// <exception cref="ArgumentException">The span is not <see cref="StateSize"/> long.</exception>
    public void GetState(Span<double> state)
    {
        RequireStateSize(state.Length);
        StateCalls.Get(_modelAddress, Address, state);
        GC.KeepAlive(this);
    }

    /// <summary>Copies a state in; call <see cref="Forward"/> or <see cref="Kinematics"/> on a copy to read poses.</summary>
    /// <exception cref="ArgumentException">The span is not <see cref="StateSize"/> long.</exception>
    public void SetState(ReadOnlySpan<double> state)
    {
        RequireStateSize(state.Length);
        StateCalls.Set(_modelAddress, Address, state);
        GC.KeepAlive(this);
    }

    private void RequireStateSize(int length)
    {
        if (length != _stateSize)
            throw new ArgumentException($"a state of this model has {_stateSize} values, not {length}");
    }
}
