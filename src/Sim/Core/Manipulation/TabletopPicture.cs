using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Manipulation;

/// <summary>A goal on a table is where its objects are; a subgoal is where the hand is too.</summary>
internal sealed class TabletopPicture : ITaskPicture
{
    private const string Gripper = "gripper";

    private readonly TabletopScene _scene;
    private readonly TabletopLayout _layout;
    private readonly Arrangement _present, _wanted;

    public TabletopPicture(TabletopScene scene, TabletopLayout layout)
    {
        (_scene, _layout) = (scene, layout);
        (_present, _wanted) = (new Arrangement(scene.Cubes, scene.Buttons.Count), new Arrangement(scene.Cubes, scene.Buttons.Count));
        GoalBodies = [.. Enumerable.Range(0, scene.Cubes).Select(k => $"cube_{k}"), .. scene.Furniture ? ["drawer", "window"] : Array.Empty<string>()];
        SubgoalBodies = [Gripper, .. GoalBodies];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> GoalBodies { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> SubgoalBodies { get; }

    /// <inheritdoc/>
    public double Spacing => 0.01;

    /// <inheritdoc/>
    public void Pose(ReadOnlySpan<float> observation, Span<double> qpos)
    {
        ArmRobot.Pose(observation, qpos);
        _layout.ReadQpos(observation, qpos);
    }

    /// <inheritdoc/>
    public (double X, double Y, double Z) Place(ReadOnlySpan<float> observation)
    {
        var pinch = ArmRobot.ObservedPinch(observation);
        return (pinch.X, pinch.Y, pinch.Z);
    }

    /// <inheritdoc/>
    public void StandAt(double x, double y, Span<float> observation)
    {
        // An arm's joints would have to move with its hand; a state that does not exist helps nobody.
    }

    /// <inheritdoc/>
    public bool PointAt(double x, double y, Span<float> goal)
    {
        if (_scene.Cubes == 0)
            return false;
        _layout.ReadObjects(goal, _wanted);
        var place = new Point(x, y, TabletopModel.CubeHalf);
        TabletopLayout.MoveCube(NearestCube(place), place, goal);
        return true;
    }

    /// <inheritdoc/>
    public string Remaining(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal)
    {
        _layout.ReadObjects(observation, _present);
        _layout.ReadObjects(goal, _wanted);
        var (placed, all) = _present.CountPlaced(_wanted, _scene.Furniture);
        return $"{placed} of {all} in place";
    }

    // The one whose place in the goal is nearest.
    private int NearestCube(Point place)
    {
        var nearest = 0;
        for (var cube = 1; cube < _scene.Cubes; cube++)
            if (_wanted.Cubes[cube].DistanceTo(place) < _wanted.Cubes[nearest].DistanceTo(place))
                nearest = cube;
        return nearest;
    }
}
