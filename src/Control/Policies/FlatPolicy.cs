using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// The worker alone: a flat bundle's policy, or a hierarchical bundle's worker that is shown the final goal's
/// representation φ(s, g) at every step, which tells what the manager contributes.
/// </summary>
public sealed class FlatPolicy : IInteractivePolicy
{
    private readonly OnnxNetwork? _goalRep;
    private readonly ChunkedWorker _worker;

    /// <summary>Buffers for one user of the bundle, which must outlive the policy.</summary>
    public FlatPolicy(ControllerBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        _goalRep = bundle.GoalRep is { } goalRep ? new OnnxNetwork(goalRep) : null;
        _worker = new ChunkedWorker(bundle);
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Subgoal => _goalRep is null ? [] : _goalRep.Output;

    /// <summary>Always 0: there is no manager.</summary>
    public long ManagerCalls => 0;

    /// <inheritdoc/>
    public void Reset() => _worker.Forget();

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
    {
        var target = _goalRep is null ? goal : _goalRep.Run(observation, goal);
        if (WorkerEnabled)
            _worker.Act(observation, target, action);
        else
            _worker.Rest(action);
    }

    /// <inheritdoc/>
    public bool WorkerEnabled { get; set; } = true;

    /// <inheritdoc/>
    public int StateBytes => sizeof(long) + _worker.StateBytes;

    /// <inheritdoc/>
    public void SaveState(ref StateWriter state)
    {
        state.Write(WorkerEnabled ? 1L : 0L);
        _worker.SaveState(ref state);
    }

    /// <inheritdoc/>
    public void RestoreState(ref StateReader state)
    {
        WorkerEnabled = state.Read<long>() != 0;
        _worker.RestoreState(ref state);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _goalRep?.Dispose();
        _worker.Dispose();
    }
}
