namespace HiqlRobotics.Contracts;

/// <summary>Chooses actions; the only thing a control loop, an evaluation or a window knows of a controller.</summary>
public interface IPolicy : IDisposable
{
    /// <summary>Forgets the episode (carried subgoal, step counter).</summary>
    void Reset();

    /// <summary>One control tick; allocates nothing.</summary>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    /// <param name="goal">Shape (<c>goal_dim</c>,).</param>
    /// <param name="action">Receives the action, shape (<c>action_dim</c>,).</param>
    void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action);
}
