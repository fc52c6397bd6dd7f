using System.Globalization;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>A robot in a maze is where its root is; so is a goal.</summary>
internal sealed class MazePicture(IRobot robot) : ITaskPicture
{
    // Above the floor, so that a line to there is seen from above, in m.
    private const double Height = 0.3;

    /// <inheritdoc/>
    public IReadOnlyList<string> GoalBodies { get; } = ["torso"];

    /// <inheritdoc/>
    public IReadOnlyList<string> SubgoalBodies => GoalBodies;

    /// <inheritdoc/>
    public double Spacing => 0.3;

    /// <inheritdoc/>
    public void Pose(ReadOnlySpan<float> observation, Span<double> qpos) => robot.Pose(observation, qpos);

    /// <inheritdoc/>
    public (double X, double Y, double Z) Place(ReadOnlySpan<float> observation) => (observation[0], observation[1], Height);

    /// <inheritdoc/>
    public void StandAt(double x, double y, Span<float> observation) => (observation[0], observation[1]) = ((float)x, (float)y);

    /// <inheritdoc/>
    public bool PointAt(double x, double y, Span<float> goal)
    {
        StandAt(x, y, goal);
        return true;
    }

    /// <inheritdoc/>
    public string Remaining(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal) =>
        string.Create(CultureInfo.InvariantCulture, $"{double.Hypot(goal[0] - observation[0], goal[1] - observation[1]):0.0} m");
}
