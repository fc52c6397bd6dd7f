using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// A worker that decides on one or several actions at once: they are done one after the other, unless somebody makes it forget them.
/// Allocates nothing per step.
/// </summary>
internal sealed class ChunkedWorker(ControllerBundle bundle) : IDisposable
{
    private readonly OnnxNetwork _network = new(bundle.Worker);
    private readonly float[] _actions = new float[bundle.Worker.Output.RowLength];
    private int _next = bundle.Worker.Output.RowLength;

    /// <summary>The next action is a new decision.</summary>
    public void Forget() => _next = _actions.Length;

    /// <summary>The action now.</summary>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    /// <param name="target">What to reach, shape (<c>rep_dim</c>,); a flat agent's goal.</param>
    /// <param name="action">Receives it, shape (<c>action_dim</c>,).</param>
    public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> target, Span<float> action)
    {
        if (_next == _actions.Length)
        {
            _network.Run(observation, target).CopyTo(_actions);
            _next = 0;
        }
        _actions.AsSpan(_next, action.Length).CopyTo(action);
        _next += action.Length;
    }

    /// <summary>In place of an action: none, and nothing decided before counts any more.</summary>
    public void Rest(Span<float> action)
    {
        action.Clear();
        Forget();
    }

    /// <summary>Bytes of a saved state.</summary>
    public int StateBytes => sizeof(int) + (_actions.Length * sizeof(float));

    /// <summary>Copies what is decided out.</summary>
    public void SaveState(ref StateWriter state)
    {
        state.Write(_next);
        state.Write<float>(_actions);
    }

    /// <summary>Copies it back in.</summary>
    public void RestoreState(ref StateReader state)
    {
        _next = state.Read<int>();
        state.Take<float>(_actions.Length).CopyTo(_actions);
    }

    /// <inheritdoc/>
    public void Dispose() => _network.Dispose();
}
