namespace HiqlRobotics.Sim;

/// <summary>How states and goals of a task are shown to a person, and what a person means by pointing somewhere.</summary>
public interface ITaskPicture
{
    /// <summary>The generalised positions an observation speaks of.</summary>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    /// <param name="qpos">Receives them, shape (nq,).</param>
    void Pose(ReadOnlySpan<float> observation, Span<double> qpos);

    /// <summary>Where the robot is, in m: its root, or the point between its fingers.</summary>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    (double X, double Y, double Z) Place(ReadOnlySpan<float> observation);

    /// <summary>Moves the robot of a state to a place; where it has a hand instead of a place, nothing.</summary>
    /// <param name="x">m.</param>
    /// <param name="y">m.</param>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    void StandAt(double x, double y, Span<float> observation);

    /// <summary>Moves a goal to a place.</summary>
    /// <param name="x">m.</param>
    /// <param name="y">m.</param>
    /// <param name="goal">Shape (<c>goal_dim</c>,).</param>
    /// <returns>False where nothing in the goal has a place.</returns>
    bool PointAt(double x, double y, Span<float> goal);

    /// <summary>What is missing, in a few words.</summary>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    /// <param name="goal">Shape (<c>goal_dim</c>,).</param>
    string Remaining(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal);

    /// <summary>Bodies, each with all that hangs on it, that are drawn once more where a goal has them.</summary>
    IReadOnlyList<string> GoalBodies { get; }

    /// <summary>The same for a subgoal.</summary>
    IReadOnlyList<string> SubgoalBodies { get; }

    /// <summary>How far apart two points of the robot's way are drawn, in m: the scale of all that is drawn beside it.</summary>
    double Spacing { get; }
}
