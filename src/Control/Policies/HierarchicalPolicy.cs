using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// HIQL's two levels at two rates: the manager proposes a latent subgoal every <see cref="ManagerPeriod"/> control steps,
/// the worker follows it at every one. Scheduled on the step counter, never on time. Period 1 is the protocol of the paper
/// and of OGBench (<c>impls/agents/hiql.py</c>, <c>sample_actions</c>). Where the bundle says so, a goal that is near is the subgoal, the
/// manager is asked for one thing at a time, and a worker's decision lasts for several steps, or until the next subgoal.
/// </summary>
public sealed partial class HierarchicalPolicy : IInteractivePolicy
{
    private readonly OnnxNetwork _manager;
    private readonly ChunkedWorker _worker;
    private readonly NearbyGoal? _nearby;
    private readonly PartGoals? _parts;
    private readonly float[] _goal;
    private readonly float[] _subgoal;
    private readonly float[] _decisionObservation;
    private long _heldSince;
    private bool _hasSubgoal;

    /// <summary>Buffers for one user of the bundle.</summary>
    /// <param name="bundle">A hierarchical bundle; must outlive the policy.</param>
    /// <param name="managerPeriod">Control steps a subgoal is held; null for the bundle's default.</param>
    /// <exception cref="InputException">The bundle is flat, or the period is below 1.</exception>
    public HierarchicalPolicy(ControllerBundle bundle, int? managerPeriod = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var manager = bundle.Manager ?? throw new InputException(
            $"{bundle.Path}: agent {bundle.Manifest.Agent} is flat and has no manager; use --policy flat");
        SetManagerPeriod(managerPeriod ?? bundle.Manifest.ManagerPeriod);
        _manager = new OnnxNetwork(manager);
        _worker = new ChunkedWorker(bundle);
        _nearby = NearbyGoal.Of(bundle);
        _parts = PartGoals.Of(bundle);
        _goal = new float[bundle.Manifest.Environment.Goal.Dim];
        _decisionObservation = new float[bundle.Manifest.Environment.Observation.Dim];
        _subgoal = new float[bundle.Manifest.RepDim];
    }

    /// <inheritdoc cref="IInteractivePolicy.ManagerPeriod"/>
    public int ManagerPeriod { get; private set; }

    /// <summary>Control steps since the reset.</summary>
    public long Step { get; private set; }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Subgoal => _subgoal;

    /// <inheritdoc/>
    public long ManagerCalls { get; private set; }

    /// <summary>Forgets the episode; what a person switched off or held stays so.</summary>
    public void Reset()
    {
        Step = 0;
        _heldSince = 0;
        _hasSubgoal = SubgoalIsForced;
        _worker.Forget();
    }

    /// <inheritdoc/>
    public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
    {
        if (ManagerIsDue(goal))
            Propose(observation, goal);
        if (WorkerEnabled)
            _worker.Act(observation, _subgoal, action);
        else
            _worker.Rest(action);
        Step++;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _manager.Dispose();
        _worker.Dispose();
        _nearby?.Dispose();
        _parts?.Dispose();
    }

    // A goal that moved under a held subgoal would be ignored for up to k steps.
    private bool ManagerIsDue(ReadOnlySpan<float> goal)
    {
        if (!_hasSubgoal)
            return true;
        return ManagerEnabled && !SubgoalIsForced && (IsAtBoundary || !goal.SequenceEqual(_goal));
    }

    private void Propose(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal)
    {
        var subgoal = _nearby is null ? [] : _nearby.Subgoal(observation, goal);
        if (subgoal.IsEmpty)
        {
            subgoal = _parts is null ? _manager.Run(observation, goal) : _parts.Subgoal(observation, goal);
            ManagerCalls++;
        }
        subgoal.CopyTo(_subgoal);
        goal.CopyTo(_goal);
        Hold(observation);
    }

    private void Hold(ReadOnlySpan<float> observation)
    {
        observation.CopyTo(_decisionObservation);
        _heldSince = Step;
        _hasSubgoal = true;
        _worker.Forget();
    }
}
