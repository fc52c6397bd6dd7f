using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>Does one subtask after the other, knowing everything.</summary>
public interface IOracle
{
    /// <summary>Takes on a subtask in the present state.</summary>
    /// <param name="subtask">What is to be done.</param>
    /// <param name="random">Draws of the way to do it.</param>
    void Begin(in Subtask subtask, RandomStream random);

    /// <summary>The action in the present state, without noise on it, shape (5,).</summary>
    void Act(Span<float> action);

    /// <summary>Whether there is nothing left to do for the subtask.</summary>
    bool IsDone { get; }
}
