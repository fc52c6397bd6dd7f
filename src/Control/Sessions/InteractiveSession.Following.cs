using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>Does again what a log says was done.</summary>
public sealed partial class InteractiveSession
{
    /// <summary>One tick as logged, but for the action: the controller is asked for it again.</summary>
    /// <param name="tick">The logged tick.</param>
    /// <param name="events">What a person did before it.</param>
    /// <param name="restore">Whether to begin from the tick's own state, with everything done before it.</param>
    internal void Follow(in TickRecord tick, IReadOnlyList<SessionCommand> events, bool restore)
    {
        if (restore)
        {
            _episode.Restore(tick.TaskId, tick.EpisodeSeed, tick.EpisodeStep, Restore(tick.EnvironmentState, tick.PolicyState));
        }
        else
        {
            var begins = tick.EpisodeStep == 0;
            foreach (var command in events)
                Apply(command);
            // What was done to an episode that was over went with it.
            if (begins && NextTick > 0 && !events.Any(command => command is SessionCommand.Reset))
                BeginEpisode(tick.TaskId, tick.EpisodeSeed);
        }
        Tick();
    }

    /// <summary>Whether the last tick had the states, the decision and the action of a logged one.</summary>
    internal bool LastTickEquals(in TickRecord tick) =>
        tick.EnvironmentState.SequenceEqual(_environmentState)
        && tick.PolicyState.SequenceEqual(_policyState)
        && RunLogReplay.SameBits(tick.Action, _action)
        && RunLogReplay.SameBits(tick.Subgoal, _guard.Subgoal);
}
