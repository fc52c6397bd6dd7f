using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim;

/// <summary>What is wanted of a scene; never advances time by itself.</summary>
public interface ITask
{
    /// <summary>Puts the scene into the initial state of an evaluation task and fixes the goal.</summary>
    void InitializeEpisode(Physics physics, int taskId, RandomStream random, ControlStep advance);

    /// <summary>Turns an action into controls (or, for kinematic robots, into motion), before the physics steps.</summary>
    void ApplyAction(Physics physics, ReadOnlySpan<float> action);

    /// <summary>How its states and goals are shown to a person.</summary>
    ITaskPicture Picture { get; }

    /// <summary>What the physics steps brought about besides motion (switches), before the state is judged and observed.</summary>
    void AfterPhysics(Physics physics);

    /// <summary>Writes the observation of the present state, shape (<c>observation_dim</c>,).</summary>
    void WriteObservation(Physics physics, Span<float> observation);

    /// <summary>Writes the goal of the episode, shape (<c>goal_dim</c>,).</summary>
    void WriteGoal(Span<float> goal);

    /// <summary>Reward and success of the present state, after the action.</summary>
    Judgement Judge(Physics physics);

    /// <summary>What the world does to the robot after the step was judged and observed (teleporters).</summary>
    void AfterStep(Physics physics);

    /// <summary>Moves the goal of the running episode, shape (<c>goal_dim</c>,).</summary>
    void SetGoal(ReadOnlySpan<float> goal);

    /// <summary>Bytes of what <see cref="SaveState"/> writes; a multiple of 8.</summary>
    int StateBytes { get; }

    /// <summary>Copies out what the task knows of the episode beyond the physics, its goal and draws to come included.</summary>
    void SaveState(ref StateWriter state);

    /// <summary>Copies it back in.</summary>
    void RestoreState(ref StateReader state);
}

/// <summary>What a task thinks of a state.</summary>
/// <param name="Reward">OGBench's sparse reward.</param>
/// <param name="Success">Whether the goal is reached.</param>
public readonly record struct Judgement(float Reward, bool Success);

/// <summary>A task whose <see cref="ITask.AfterStep"/> moves the robot to one of several places by chance.</summary>
public interface IJumpingTask
{
    /// <summary>
    /// Where the task would move the robot now, does so, to the possible place nearest to <paramref name="next"/>.
    /// </summary>
    /// <param name="physics">The state after a control step.</param>
    /// <param name="next">The stored qpos of the next row, shape (nq,).</param>
    /// <returns>Whether it moved.</returns>
    bool TryJumpTowards(Physics physics, ReadOnlySpan<double> next);
}

/// <summary>A task among walls.</summary>
public interface IWalledTask
{
    /// <summary>Whether any part of the robot touches a wall.</summary>
    /// <param name="physics">The state after a control step.</param>
    bool TouchesWall(Physics physics);
}

/// <summary>A task with switches: whole numbers that are state beside positions and velocities.</summary>
public interface ISwitchTask
{
    /// <summary>One number per button, shape (buttons,); writable, to go on from a stored row.</summary>
    Span<long> ButtonStates { get; }
}
