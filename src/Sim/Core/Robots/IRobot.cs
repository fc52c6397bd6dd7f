using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Robots;

/// <summary>A robot that can be put into a maze. Its root is at (<c>qpos[0]</c>, <c>qpos[1]</c>), in metres.</summary>
public interface IRobot
{
    /// <summary>Layout of the observation.</summary>
    ArraySpec Observation { get; }

    /// <summary>Layout of the action.</summary>
    ArraySpec Action { get; }

    /// <summary>The goal is reached when the root is at most this far from it, in metres.</summary>
    double GoalTolerance { get; }

    /// <summary>The robot's own noisy initial state, somewhere near the origin.</summary>
    void Reset(Physics physics, RandomStream random);

    /// <summary>Turns an action into controls or motion.</summary>
    void Apply(Physics physics, ReadOnlySpan<float> action);

    /// <summary>Writes the observation.</summary>
    void Observe(Physics physics, Span<float> observation);

    /// <summary>The generalised positions an observation speaks of, to draw it.</summary>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    /// <param name="qpos">Receives them, shape (nq,).</param>
    void Pose(ReadOnlySpan<float> observation, Span<double> qpos);
}

/// <summary>A robot that can fall over.</summary>
public interface IFallingRobot
{
    /// <summary>The z component of the torso's up axis in the world: 1 upright, below 0 on its back.</summary>
    /// <param name="qpos">Generalised positions, shape (nq,).</param>
    double Upright(ReadOnlySpan<double> qpos);
}
