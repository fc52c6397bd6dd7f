namespace HiqlRobotics.Sim.Manipulation;

/// <summary><c>cube-*</c>: bring one to four cubes to their places (<c>manipspace/envs/cube_env.py</c>).</summary>
public static class CubeScenes
{
    private const double Floor = 0.02;

    /// <summary><c>cube-single</c>.</summary>
    public static TabletopScene Single { get; } = Scene("single", 1, 200,
        Route("horizontal", [(.425, .1)], [(.425, -.1)]),
        Route("vertical1", [(.35, 0)], [(.50, 0)]),
        Route("vertical2", [(.50, 0)], [(.35, 0)]),
        Route("diagonal1", [(.35, -.2)], [(.50, .2)]),
        Route("diagonal2", [(.35, .2)], [(.50, -.2)]));

    /// <summary><c>cube-double</c>.</summary>
    public static TabletopScene Double { get; } = Scene("double", 2, 500,
        Route("single-pnp", [(.425, 0), (.425, -.1)], [(.425, 0), (.425, .1)]),
        Route("double-pnp1", [(.35, -.1), (.50, -.1)], [(.35, .1), (.50, .1)]),
        Route("double-pnp2", [(.35, 0), (.50, 0)], [(.425, -.2), (.425, .2)]),
        Route("swap", [(.425, -.1), (.425, .1)], [(.425, .1), (.425, -.1)]),
        Route("stack", [(.425, -.2), (.425, .2)], Stack(.425, 0, 2)));

    /// <summary><c>cube-triple</c>.</summary>
    public static TabletopScene Triple { get; } = Scene("triple", 3, 1000,
        Route("single-pnp", [(.35, -.1), (.35, .1), (.50, -.1)], [(.35, -.1), (.35, .1), (.50, .1)]),
        Route("triple-pnp", [(.35, -.2), (.35, 0), (.35, .2)], [(.50, 0), (.50, .2), (.50, -.2)]),
        Route("pnp-from-stack", Stack(.425, .2, 3), At((.35, -.1), (.50, -.2), (.50, 0))),
        Route("cycle", [(.35, 0), (.50, -.1), (.50, .1)], [(.50, -.1), (.50, .1), (.35, 0)]),
        Route("stack", [(.35, -.1), (.50, -.2), (.50, 0)], Stack(.425, .2, 3)));

    /// <summary><c>cube-quadruple</c>.</summary>
    public static TabletopScene Quadruple { get; } = Scene("quadruple", 4, 1000,
        Route("double-pnp", [(.35, -.1), (.35, .1), (.50, -.1), (.50, .1)], [(.35, -.25), (.35, .1), (.50, -.1), (.50, .25)]),
        Route("quadruple-pnp", [(.325, -.2), (.325, .2), (.525, -.2), (.525, .2)], [(.375, .1), (.475, .1), (.375, -.1), (.475, -.1)]),
        Route(
            "pnp-from-square",
            new Point[] { new(.425, -.02, .02), new(.425, .02, .02), new(.425, -.02, .06), new(.425, .02, .06) },
            At((.525, -.2), (.325, .2), (.325, -.2), (.525, .2))),
        Route("cycle", [(.525, -.1), (.525, .1), (.325, .1), (.325, -.1)], [(.525, .1), (.325, .1), (.325, -.1), (.525, -.1)]),
        Route("stack", [(.50, -.05), (.50, -.2), (.35, -.2), (.35, -.05)], Stack(.425, .2, 4)));

    private static TabletopScene Scene(string name, int cubes, int maxSteps, params TabletopRoute[] routes) => new()
    {
        Name = $"cube-{name}",
        Cubes = cubes,
        MaxSteps = maxSteps,
        Routes = routes,
    };

    private static TabletopRoute Route(string name, (double X, double Y)[] start, (double X, double Y)[] goal) =>
        Route(name, At(start), At(goal));

    private static TabletopRoute Route(string name, (double X, double Y)[] start, Point[] goal) => Route(name, At(start), goal);

    private static TabletopRoute Route(string name, Point[] start, Point[] goal)
    {
        var route = new TabletopRoute(name, new Arrangement(start.Length, 0), new Arrangement(goal.Length, 0));
        start.CopyTo(route.Start.Cubes.AsSpan());
        goal.CopyTo(route.Goal.Cubes.AsSpan());
        return route;
    }

    private static Point[] At(params (double X, double Y)[] places) => [.. places.Select(place => new Point(place.X, place.Y, Floor))];

    private static Point[] Stack(double x, double y, int height) =>
        [.. Enumerable.Range(0, height).Select(k => new Point(x, y, Floor + (.04 * k)))];
}
