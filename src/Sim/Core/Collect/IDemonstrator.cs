using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Collect;

/// <summary>Plays the episodes of a dataset: where they start, what is done, what happens at a goal.</summary>
public interface IDemonstrator
{
    /// <summary>Starts an episode in its environment.</summary>
    /// <param name="random">Every draw of the episode.</param>
    TimeStep Begin(RandomStream random);

    /// <summary>The action in the present state, noise included and clipped, shape (<c>action_dim</c>,).</summary>
    void Act(Span<float> action);

    /// <summary>Takes note of what the action led to.</summary>
    void Observe(in TimeStep step);

    /// <summary>Whether something happened in this episode that no dataset should have; asked at its end.</summary>
    bool IsSpoilt => false;
}

/// <summary>Drives a robot into a direction.</summary>
/// <param name="physics">The present state.</param>
/// <param name="direction">Unit vector in the world's xy plane.</param>
/// <param name="action">Receives the action, shape (<c>action_dim</c>,).</param>
public delegate void SteeringPolicy(Physics physics, (double X, double Y) direction, Span<float> action);
