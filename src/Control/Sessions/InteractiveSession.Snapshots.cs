using System.Runtime.CompilerServices;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What a session lets others see.</summary>
public sealed partial class InteractiveSession
{
    /// <summary>An empty snapshot of the right widths.</summary>
    public SessionSnapshot CreateSnapshot() =>
        new(_environment.Qpos.Length, _environment.Spec, _controller.Policy.Subgoal.Length);

    /// <summary>Writes down how things stand; allocates nothing.</summary>
    // A session at 10 Hz would take seconds to earn its optimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Describe(SessionSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var policy = _controller.Policy;
        _environment.Qpos.CopyTo(snapshot.Qpos);
        _previousQpos.CopyTo(snapshot.PreviousQpos, 0);
        _episode.Observation.CopyTo(snapshot.Observation);
        _episode.Goal.CopyTo(snapshot.Goal);
        _action.CopyTo(snapshot.Action, 0);
        policy.Subgoal.CopyTo(snapshot.SubgoalRep);
        policy.DecisionObservation.CopyTo(snapshot.DecisionObservation);
        (snapshot.SubgoalAge, snapshot.SubgoalIsForced) = (policy.SubgoalAge, policy.SubgoalIsForced);
        Describe(policy.Way, snapshot);
        (snapshot.Episode, snapshot.Finished, snapshot.Successes) = (_episodes, _finished, _successes);
        (snapshot.TaskId, snapshot.EpisodeSeed, snapshot.Step) = (_episode.TaskId, _episode.Seed, _episode.Length);
        (snapshot.IsLast, snapshot.Success) = (_episode.IsLast, _episode.Success);
        (snapshot.Tick, snapshot.FirstTick, snapshot.EndTick) = (NextTick, _history.First, _history.End);
        snapshot.Value = _value;
        (snapshot.Lateness, snapshot.PolicyTime, snapshot.ComputeTime) = _times;
        (snapshot.HasManager, snapshot.ManagerEnabled) = (policy.HasManager, policy.ManagerEnabled);
        (snapshot.WorkerEnabled, snapshot.ManagerPeriod) = (policy.WorkerEnabled, policy.ManagerPeriod);
        snapshot.Noise = _noise.Deviation;
        snapshot.ControlState = StateWords[(int)_guard.Watchdog.State];
    }

    private static void Describe(PlannedWay way, SessionSnapshot snapshot)
    {
        (snapshot.WayLength, snapshot.WayIndex, snapshot.WayTarget) = (way.Length, way.Index, way.Target);
        for (var i = 0; i < way.Length; i++)
            snapshot.Way[i] = way.Landmark(i);
    }

    private static readonly string[] StateWords = ["running", "degraded", "safe stop"];
}
