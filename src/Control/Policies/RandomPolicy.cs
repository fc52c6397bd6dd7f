using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>Uniform actions in the specification's bounds: the floor every result is compared with.</summary>
public sealed class RandomPolicy : IInteractivePolicy, ISeededPolicy
{
    private readonly ArraySpec _action;
    private readonly ulong _seed;
    private RandomStream _stream;

    /// <summary>A policy whose draws depend on the seed and the episode's seed alone.</summary>
    /// <exception cref="InputException">An action has no finite bounds to draw from.</exception>
    public RandomPolicy(ArraySpec action, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(action);
        for (var i = 0; i < action.Dim; i++)
            if (!float.IsFinite(action.Minimum[i]) || !float.IsFinite(action.Maximum[i]))
                throw new InputException($"random policy: action {action.Names[i]} has no finite bounds");
        _action = action;
        _seed = seed;
        _stream = CreateStream(0);
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public void Seed(ulong episodeSeed) => _stream = CreateStream(episodeSeed);

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
    {
        for (var i = 0; i < action.Length; i++)
            action[i] = (float)_stream.NextDouble(_action.Minimum[i], _action.Maximum[i]);
        if (!WorkerEnabled)
            action.Clear();
    }

    /// <summary>Empty: there is no subgoal.</summary>
    public ReadOnlySpan<float> Subgoal => [];

    /// <summary>Always 0: there is no manager.</summary>
    public long ManagerCalls => 0;

    /// <inheritdoc/>
    public bool WorkerEnabled { get; set; } = true;

    /// <inheritdoc/>
    public int StateBytes => (1 + RandomStream.StateWords) * sizeof(long);

    /// <inheritdoc/>
    public void SaveState(ref StateWriter state)
    {
        state.Write(WorkerEnabled ? 1L : 0L);
        _stream.CopyStateTo(state.Take<ulong>(RandomStream.StateWords));
    }

    /// <inheritdoc/>
    public void RestoreState(ref StateReader state)
    {
        WorkerEnabled = state.Read<long>() != 0;
        _stream.State = state.Take<ulong>(RandomStream.StateWords).ToArray();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private RandomStream CreateStream(ulong episodeSeed) => new(_seed, "policy/random", episodeSeed);
}
