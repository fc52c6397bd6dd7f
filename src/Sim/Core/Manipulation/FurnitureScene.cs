namespace HiqlRobotics.Sim.Manipulation;

/// <summary><c>scene</c>: a cube, a drawer, a window, and a button that locks each (<c>manipspace/envs/scene_env.py</c>).</summary>
public static class FurnitureScene
{
    /// <summary>Positions of an open drawer and an open window, in m; closed is 0.</summary>
    public const double DrawerOpen = -0.16, WindowOpen = 0.2;

    /// <summary>Where a cube lies in the closed drawer, in m.</summary>
    public static Point DrawerInside { get; } = new(.33, -.356, .066);

    /// <summary>The environment.</summary>
    public static TabletopScene Scene { get; } = new()
    {
        Name = "scene",
        MaxSteps = 750,
        Cubes = 1,
        Buttons = [(.58, -.05), (.58, .05)],
        Furniture = true,
        ArmStart = new Box(0.25, 0.6, -0.2, 0.2, 0.20, 0.35),
        CubeArea = new Box(0.3, 0.45, -0.07, 0.18, 0, 0),
        Routes =
        [
            new("open", Arrange(.35, .05, 1, 1, 0, 0), Arrange(.35, .05, 1, 1, DrawerOpen, WindowOpen)),
            new("unlock-and-lock", Arrange(.35, -.05, 0, 0, DrawerOpen, WindowOpen), Arrange(.35, -.05, 0, 0, 0, 0)),
            new("rearrange-medium", Arrange(.4, -.05, 1, 0, 0, WindowOpen), Arrange(.4, .15, 1, 1, DrawerOpen, 0)),
            new("put-in-drawer", Arrange(.35, .05, 0, 0, 0, 0), Arrange(DrawerInside, 1, 0, 0, 0)),
            new("rearrange-hard", Arrange(.35, .15, 0, 0, 0, 0), Arrange(DrawerInside, 0, 0, 0, WindowOpen)),
        ],
    };

    private static Arrangement Arrange(double x, double y, int button0, int button1, double drawer, double window) =>
        Arrange(new Point(x, y, .02), button0, button1, drawer, window);

    private static Arrangement Arrange(Point cube, int button0, int button1, double drawer, double window)
    {
        var arrangement = new Arrangement(1, 2) { Drawer = drawer, Window = window };
        (arrangement.Cubes[0], arrangement.Buttons[0], arrangement.Buttons[1]) = (cube, button0, button1);
        return arrangement;
    }
}
