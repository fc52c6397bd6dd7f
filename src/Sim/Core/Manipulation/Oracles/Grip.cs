using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>
/// How a subtask is done with a gripper, in the present state: where to hold on (or to press), where what is held is to go.
/// </summary>
/// <param name="Hold">The pinch pose that holds the object, or that presses the button.</param>
/// <param name="Release">The pinch pose in which the object is where it shall be.</param>
/// <param name="Approach">How far above both the gripper comes and goes, in m.</param>
public readonly record struct Grip(ArmPose Hold, ArmPose Release, double Approach)
{
    // OGBench aims 0.025 m deep; a plan does not wait for our servos to get there.
    private const double ButtonApproach = 0.06, ButtonDepth = 0.03;
    private const double DrawerApproach = 0.12, WindowApproach = 0.06;
    // From the pinch point down to the tips of the closed fingers, in m.
    private const double TipLength = 0.0123;

    // Where the furniture's grips are when it is closed, in m; the same numbers as in its file.
    private static readonly ArmPose DrawerGrip = new(0.33, -0.276, 0.125, 0);
    private static readonly ArmPose WindowGrip = new(0.33, 0.293, 0.1, Math.PI / 2);

    /// <summary>The grip for a subtask.</summary>
    /// <param name="subtask">What is to be done.</param>
    /// <param name="task">The task, for where things are.</param>
    /// <param name="physics">The present state.</param>
    /// <param name="pinch">Where the gripper is: of several ways to hold, the one with the smallest turn is taken.</param>
    /// <param name="cubeApproach">How far above a cube to come from, in m.</param>
    public static Grip For(in Subtask subtask, TabletopTask task, Physics physics, in ArmPose pinch, double cubeApproach)
    {
        switch (subtask.Kind)
        {
            case SubtaskKind.Cube:
                var at = TabletopTask.Cube(physics, subtask.Index);
                var yaw = Nearest(TabletopTask.CubeYaw(physics, subtask.Index), Math.PI / 2, pinch.Yaw);
                return new Grip(
                    new ArmPose(at.X, at.Y, at.Z, yaw),
                    new ArmPose(subtask.Place.X, subtask.Place.Y, subtask.Place.Z, Nearest(subtask.Yaw, Math.PI / 2, yaw)), cubeApproach);
            case SubtaskKind.Button:
                var (x, y) = task.Scene.Buttons[subtask.Index];
                var press = new ArmPose(x, y, TabletopModel.ButtonTop - ButtonDepth + TipLength, pinch.Yaw);
                return new Grip(press, press, ButtonApproach + ButtonDepth);
            case SubtaskKind.Drawer:
                var drawer = DrawerGrip with { Yaw = Nearest(DrawerGrip.Yaw, Math.PI, pinch.Yaw) };
                return new Grip(
                    drawer with { Y = drawer.Y - physics.Qpos[task.Layout.DrawerAddress] },
                    drawer with { Y = drawer.Y - subtask.Displacement }, DrawerApproach);
            default:
                var window = WindowGrip with { Yaw = Nearest(WindowGrip.Yaw, Math.PI, pinch.Yaw) };
                return new Grip(
                    window with { X = window.X + physics.Qpos[task.Layout.WindowAddress] },
                    window with { X = window.X + subtask.Displacement }, WindowApproach);
        }
    }

    /// <summary>The same grip by somebody who sees the object where it is not.</summary>
    /// <param name="random">Draws where.</param>
    /// <param name="deviation">Standard deviation of the error in x and in y, in m.</param>
    public Grip Beside(RandomStream random, double deviation)
    {
        var (x, y) = (deviation * random.NextGaussian(), deviation * random.NextGaussian());
        return this with
        {
            Hold = Hold with { X = Hold.X + x, Y = Hold.Y + y },
            Release = Release with { X = Release.X + x, Y = Release.Y + y },
        };
    }

    /// <summary>Whether a cube lies in the drawer.</summary>
    public static bool IsInDrawer(in Point cube) => cube.Z > 0.05 && cube.Y < -0.11 && Math.Abs(cube.X - FurnitureScene.DrawerInside.X) < 0.08;

    /// <summary>Where in the world a cube is to be put so that it lies in the drawer as it is now, in m.</summary>
    public static Point DrawerPlace(TabletopTask task, Physics physics) =>
        FurnitureScene.DrawerInside with { Y = FurnitureScene.DrawerInside.Y - physics.Qpos[task.Layout.DrawerAddress] };

    // Of the angles that look the same, the nearest to one; the ends of what the arm may turn to are left alone.
    private static double Nearest(double angle, double symmetry, double to)
    {
        const double largest = Math.PI - 0.1;
        var best = double.PositiveInfinity;
        for (var k = 0; k * symmetry < 2 * Math.PI; k++)
            if (ArmPose.Wrap(angle + (k * symmetry)) is > -largest and < largest and var other && Math.Abs(other - to) < Math.Abs(best - to))
                best = other;
        return best;
    }
}
