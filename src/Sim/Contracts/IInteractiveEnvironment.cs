namespace HiqlRobotics.Contracts;

/// <summary>
/// A world that a person may stop, wind back, push and give another goal: the simulator. Whatever is done between two
/// steps is part of the state, so that a saved state decides everything that follows.
/// </summary>
public interface IInteractiveEnvironment : IEnvironment
{
    /// <summary>Length of the vector of <see cref="SaveState"/>; the same for every state.</summary>
    int StateBytes { get; }

    /// <summary>Generalised positions, shape (nq,), for whoever draws; a view.</summary>
    ReadOnlySpan<double> Qpos { get; }

    /// <summary>Copies out everything that decides the rest of the episode: physics, goal, step count, draws to come.</summary>
    /// <param name="state">Receives it, shape (<see cref="StateBytes"/>,).</param>
    void SaveState(Span<byte> state);

    /// <summary>Copies such a state back in.</summary>
    /// <param name="state">As saved by an environment of the same name, shape (<see cref="StateBytes"/>,).</param>
    /// <returns>What was answered when the state was reached.</returns>
    /// <exception cref="ArgumentException">Another length.</exception>
    TimeStep RestoreState(ReadOnlySpan<byte> state);

    /// <summary>Moves the goal of the running episode; the robot stays where it is.</summary>
    /// <param name="goal">Shape (<c>goal_dim</c>,).</param>
    /// <returns>The present state with the new goal.</returns>
    TimeStep SetGoal(ReadOnlySpan<float> goal);

    /// <summary>Pushes a body during the next step, and that one alone; a second push replaces the first.</summary>
    /// <param name="body">Its id in the model, above 0.</param>
    /// <param name="wrench">Force in N and torque in N·m in world axes, at the body's centre of mass: 6 values.</param>
    /// <exception cref="InputException">There is no such body.</exception>
    void Push(int body, ReadOnlySpan<double> wrench);
}
