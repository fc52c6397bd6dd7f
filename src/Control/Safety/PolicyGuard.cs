using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// A policy between a finite check on what it sees and a filter on what it says. Whatever the policy does, what comes
/// out is safe to send; a fault holds the last action, a run of faults or an exception ends in the safe one.
/// </summary>
public sealed class PolicyGuard
{
    private readonly IPolicy _policy;
    private readonly ISubgoalPolicy? _subgoals;
    private Exception? _failure;

    /// <summary>Guards a policy; the filter and the watchdog belong to the guard from here on.</summary>
    public PolicyGuard(IPolicy policy, ActionFilter filter, Watchdog watchdog)
    {
        _policy = policy;
        _subgoals = policy as ISubgoalPolicy;
        Filter = filter;
        Watchdog = watchdog;
    }

    /// <summary>The last metre to the actuator.</summary>
    public ActionFilter Filter { get; }

    /// <summary>Running, degraded or stopped, and why.</summary>
    public Watchdog Watchdog { get; }

    /// <summary>The subgoal behind the last action; empty for policies without one.</summary>
    public ReadOnlySpan<float> Subgoal => _subgoals is null ? [] : _subgoals.Subgoal;

    /// <summary>How often the manager was asked since the policy was made.</summary>
    public long ManagerCalls => _subgoals?.ManagerCalls ?? 0;

    /// <summary>A new episode. A latched stop stays latched.</summary>
    public void Reset(ulong episodeSeed)
    {
        _policy.Reset();
        (_policy as ISeededPolicy)?.Seed(episodeSeed);
        Filter.Reset();
    }

    /// <summary>Asks the policy and discards the answer: warms code and caches before the clock starts.</summary>
    /// <exception cref="HiqlException">The policy threw.</exception>
    public void Rehearse(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
    {
        _ = Propose(observation, goal, action);
        if (_failure is not null)
            throw new HiqlException($"warm-up: the policy failed ({_failure.Message}); nothing was sent", _failure);
    }

    /// <summary>One tick; allocates nothing unless the policy throws.</summary>
    /// <param name="tick">Its number, for the record.</param>
    /// <param name="late">Whether the tick before it ran past its deadline.</param>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    /// <param name="goal">Shape (<c>goal_dim</c>,).</param>
    /// <param name="action">Receives what may be sent, shape (<c>action_dim</c>,).</param>
    /// <returns>What was wrong with this tick.</returns>
    public ControlFault Act(
        long tick, bool late, ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
    {
        var stopped = Watchdog.State == ControlState.SafeStop;
        var fault = stopped ? ControlFault.None : Propose(observation, goal, action);
        Watchdog.Observe(tick, late, fault);
        if (Watchdog.State == ControlState.SafeStop)
            Filter.Stop(action);
        else if (fault != ControlFault.None)
            Filter.Hold(action);
        else
            Filter.Apply(action);
        return fault;
    }

    /// <summary>Passes on what the policy threw; called when the motion has been stopped.</summary>
    /// <exception cref="HiqlException">The policy threw in an earlier <see cref="Act"/>.</exception>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
            throw new HiqlException(
                $"tick {Watchdog.StoppedAtTick}: the policy failed ({_failure.Message}); the safe action was sent first", _failure);
    }

    private ControlFault Propose(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
    {
        if (!Finite.All(observation) || !Finite.All(goal))
            return ControlFault.ObservationNotFinite;
        try
        {
            _policy.Act(observation, goal, action);
        }
#pragma warning disable CA1031 // Whatever it is: the motion is stopped first, then it is passed on.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _failure = e;
            return ControlFault.PolicyFailed;
        }
        if (!Finite.All(Subgoal))
            return ControlFault.SubgoalNotFinite;
        return Finite.All(action) ? ControlFault.None : ControlFault.ActionNotFinite;
    }
}
