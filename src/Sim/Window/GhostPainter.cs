using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Draws the robot where it should be: at the goal, and at the landmark that stands for the subgoal.</summary>
internal sealed class GhostPainter : IDisposable
{
    private static readonly float[] GoalColour = [0.16f, 0.72f, 0.38f, 0.4f];
    private static readonly float[] SubgoalColour = [0.62f, 0.22f, 0.85f, 0.45f];
    private static readonly float[] ForcedColour = [0.95f, 0.2f, 0.35f, 0.55f];
    private static readonly float[] LinkColour = [0.62f, 0.22f, 0.85f, 0.9f];

    private readonly MazeTask? _maze;
    private readonly RobotGhost _ghost;

    public GhostPainter(SimEnvironment environment)
    {
        _maze = environment.Task as MazeTask;
        _ghost = new RobotGhost(environment.Physics.Model);
    }

    /// <summary>Draws both, and a line from the robot to the subgoal.</summary>
    /// <param name="scene">What they are added to.</param>
    /// <param name="robot">Generalised positions of the robot as drawn, shape (nq,).</param>
    /// <param name="shown">Goal, and whether a person holds the subgoal.</param>
    /// <param name="subgoal">Null for none.</param>
    public void Draw(MjScene scene, ReadOnlySpan<double> robot, SessionSnapshot shown, SubgoalImage? subgoal)
    {
        if (_maze is null || shown.Episode == 0)
            return;
        Ghost(scene, shown.Goal, GoalColour);
        if (subgoal is null)
            return;
        Ghost(scene, subgoal.State, shown.SubgoalIsForced ? ForcedColour : SubgoalColour);
        const double height = 0.4, width = 3;
        scene.AddLine([robot[0], robot[1], height], [subgoal.State[0], subgoal.State[1], height], width, LinkColour);
    }

    public void Dispose() => _ghost.Dispose();

    private void Ghost(MjScene scene, ReadOnlySpan<float> observation, ReadOnlySpan<float> colour)
    {
        _maze!.Robot.Pose(observation, _ghost.Qpos);
        _ghost.Draw(scene, colour);
    }
}
