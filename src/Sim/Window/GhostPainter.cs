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

    private readonly ITaskPicture _picture;
    private readonly BodyGhost _ghost;
    private readonly bool _isMaze;

    public GhostPainter(SimEnvironment environment)
    {
        _picture = environment.Task.Picture;
        _ghost = new BodyGhost(environment.Physics.Model, _picture.SubgoalBodies);
        _isMaze = environment.Task is MazeTask;
    }

    /// <summary>Draws both, and a line from the robot to the subgoal.</summary>
    /// <param name="scene">What they are added to.</param>
    /// <param name="shown">Goal, and whether a person holds the subgoal.</param>
    /// <param name="subgoal">Null for none.</param>
    public void Draw(MjScene scene, SessionSnapshot shown, SubgoalImage? subgoal)
    {
        if (shown.Episode == 0)
            return;
        // On a table, the markers show the goal.
        if (_isMaze)
            Ghost(scene, shown.Goal, GoalColour);
        if (subgoal is null)
            return;
        Ghost(scene, subgoal.State, shown.SubgoalIsForced ? ForcedColour : SubgoalColour);
        const double width = 3;
        var (from, to) = (_picture.Place(shown.Observation), _picture.Place(subgoal.State));
        scene.AddLine([from.X, from.Y, from.Z], [to.X, to.Y, to.Z], width, LinkColour);
    }

    public void Dispose() => _ghost.Dispose();

    private void Ghost(MjScene scene, ReadOnlySpan<float> observation, ReadOnlySpan<float> colour)
    {
        _picture.Pose(observation, _ghost.Qpos);
        _ghost.Draw(scene, colour);
    }
}
