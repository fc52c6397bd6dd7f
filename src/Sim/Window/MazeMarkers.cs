using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Where the robot is to go, at once and in the end.</summary>
internal sealed class MazeMarkers : ISceneMarkers
{
    private const double GoalRadius = 0.8;
    private const double SubgoalRadius = 0.45;
    private const double RobotRadius = 1.0;

    // On a map of a whole maze everything else is a few pixels wide.
    private const double MapScale = 1.6;

    private static readonly float[] GoalColour = [0.16f, 0.72f, 0.38f, 0.8f];
    private static readonly float[] SubgoalColour = [0.62f, 0.22f, 0.85f, 0.85f];
    private static readonly float[] RobotColour = [0.93f, 0.46f, 0.16f, 1];

    /// <inheritdoc/>
    public void Draw(MjScene scene, MjData data, SessionSnapshot shown, bool asMap)
    {
        var scale = asMap ? MapScale : 1;
        scene.AddSphere([shown.Goal[0], shown.Goal[1], GoalRadius], scale * GoalRadius, GoalColour);
        if (shown.Subgoal is { } subgoal)
            scene.AddSphere([subgoal[0], subgoal[1], SubgoalRadius], scale * SubgoalRadius, SubgoalColour);
        if (asMap)
            scene.AddSphere([shown.Qpos[0], shown.Qpos[1], RobotRadius], RobotRadius, RobotColour);
    }
}
