using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>The environment of a log, led through it again.</summary>
internal sealed class ReplayedWorld(string path, IEnvironment environment, RunLogHeader header)
{
    private readonly IInteractiveEnvironment? _interactive = environment as IInteractiveEnvironment;
    private readonly float[] _observation = new float[header.ObservationDim];
    private readonly float[] _goal = new float[header.GoalDim];
    private readonly byte[] _state = new byte[header.EnvironmentStateBytes];

    /// <summary>Goes to where a tick begins.</summary>
    /// <param name="tick">The tick.</param>
    /// <param name="events">What a person did before it.</param>
    /// <param name="isFirst">Whether the log begins with it.</param>
    public void Prepare(in TickRecord tick, IReadOnlyList<SessionCommand> events, bool isFirst)
    {
        if (isFirst && header.Parent is not null)
        {
            // Its state has in it what was done before it.
            Take(Interactive.RestoreState(tick.EnvironmentState));
            return;
        }
        var begins = tick.EpisodeStep == 0;
        if (begins && isFirst)
            Take(environment.Reset(tick.TaskId, tick.EpisodeSeed));
        foreach (var command in events)
            Carry(command);
        // What was done to an episode that was over went with it.
        if (begins && !isFirst && !events.Any(command => command is SessionCommand.Reset))
            Take(environment.Reset(tick.TaskId, tick.EpisodeSeed));
    }

    /// <summary>Whether the world is as it was before the tick.</summary>
    public bool Equals(in TickRecord tick)
    {
        if (!RunLogReplay.SameBits(_observation, tick.Observation) || !RunLogReplay.SameBits(_goal, tick.Goal))
            return false;
        if (_state.Length == 0)
            return true;
        Interactive.SaveState(_state);
        return tick.EnvironmentState.SequenceEqual(_state);
    }

    /// <summary>One control step with the logged action.</summary>
    public void Step(ReadOnlySpan<float> action) => Take(environment.Step(action));

    private IInteractiveEnvironment Interactive => _interactive
        ?? throw new InputException($"{path}: was recorded in an interactive session, which {header.Environment} cannot replay");

    // Commands to the controller show in its logged actions.
    private void Carry(SessionCommand command)
    {
        if (command is SessionCommand.Goal goal)
        {
            for (var i = 0; i < goal.Values.Count; i++)
                _goal[i] = goal.Values[i];
            Take(Interactive.SetGoal(_goal));
        }
        else if (command is SessionCommand.Reset reset)
        {
            Take(environment.Reset(reset.TaskId, reset.Seed));
        }
        else if (command is SessionCommand.Push push)
        {
            Interactive.Push(push.Body, [.. push.Wrench]);
        }
    }

    private void Take(in TimeStep step)
    {
        step.Observation.CopyTo(_observation);
        step.Goal.CopyTo(_goal);
    }
}
