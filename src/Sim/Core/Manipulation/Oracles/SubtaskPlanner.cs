namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>What to do next so that the objects come to where the task wants them.</summary>
/// <param name="environment">A tabletop in a running episode.</param>
public sealed class SubtaskPlanner(SimEnvironment environment)
{
    private const double OpenEnough = -0.12;

    // Half of what the success rule allows, so that a later touch does not undo it.
    private const double Near = 0.02;

    private readonly TabletopTask _task = (TabletopTask)environment.Task;
    private readonly Physics _physics = environment.Physics;

    /// <summary>The next subtask; null when everything is in its place.</summary>
    public Subtask? Next()
    {
        if (_task.Scene.Furniture)
            return NextOfFurniture() ?? NextOfCubes() ?? NextOfLocks();
        return NextOfCubes() ?? NextOfPuzzle();
    }

    private Subtask? NextOfFurniture()
    {
        var target = _task.Target;
        var drawer = _physics.Qpos[_task.Layout.DrawerAddress];
        var window = _physics.Qpos[_task.Layout.WindowAddress];
        var (inside, wanted) = (Grip.IsInDrawer(TabletopTask.Cube(_physics, 0)), Grip.IsInDrawer(target.Cubes[0]));
        if (inside != wanted && drawer > OpenEnough)
            return Slide(SubtaskKind.Drawer, FurnitureScene.DrawerOpen, 0);
        if (inside != wanted)
            return wanted ? Put(0, Grip.DrawerPlace(_task, _physics)) : Put(0, target.Cubes[0]);
        if (Math.Abs(drawer - target.Drawer) > Near)
            return Slide(SubtaskKind.Drawer, target.Drawer, 0);
        return Math.Abs(window - target.Window) > Near ? Slide(SubtaskKind.Window, target.Window, 1) : null;
    }

    // What is locked is unlocked first.
    private Subtask Slide(SubtaskKind kind, double displacement, int button) => _task.ButtonStates[button] == 0
        ? new Subtask(SubtaskKind.Button, button)
        : new Subtask(kind) { Displacement = displacement };

    private Subtask? NextOfLocks()
    {
        for (var button = 0; button < _task.ButtonStates.Length; button++)
            if (_task.ButtonStates[button] != _task.Target.Buttons[button])
                return new Subtask(SubtaskKind.Button, button);
        return null;
    }

    private Subtask? NextOfPuzzle()
    {
        var press = LightsOut.FirstPress(_task.Scene, _task.ButtonStates, _task.Target.Buttons);
        return press < 0 ? null : new Subtask(SubtaskKind.Button, press);
    }

    // From the lowest place to the highest; whoever lies on top or in the way goes first, aside if need be.
    private Subtask? NextOfCubes()
    {
        var cubes = _task.Scene.Cubes;
        Subtask? aside = null;
        for (var rank = 0; rank < cubes; rank++)
        {
            var cube = ByHeightOfPlace(rank);
            var place = _task.Target.Cubes[cube];
            if (TabletopTask.Cube(_physics, cube).DistanceTo(place) <= Near || IsStored(cube))
                continue;
            if (CubeOn(cube) is var top and >= 0)
                aside ??= PutAside(Top(top));
            else if (CubeAt(place, cube) is var other and >= 0)
                aside ??= PutAside(Top(other));
            else if (rank == 0 || IsSupported(place, cube))
                return Put(cube, place);
        }
        return aside;
    }

    // In the drawer a cube is where it shall be, however the drawer is.
    private bool IsStored(int cube) =>
        _task.Scene.Furniture && Grip.IsInDrawer(TabletopTask.Cube(_physics, cube)) && Grip.IsInDrawer(_task.Target.Cubes[cube]);

    private static Subtask Put(int cube, Point place) => new(SubtaskKind.Cube, cube) { Place = place };

    private Subtask PutAside(int cube) => Put(cube, _task.DrawFreePlace(_physics, _task.Scene.Cubes));

    private int ByHeightOfPlace(int rank) =>
        Enumerable.Range(0, _task.Scene.Cubes).OrderBy(cube => _task.Target.Cubes[cube].Z).ElementAt(rank);

    private int Top(int cube)
    {
        while (CubeOn(cube) is var above and >= 0)
            cube = above;
        return cube;
    }

    private int CubeOn(int cube)
    {
        var below = TabletopTask.Cube(_physics, cube);
        return Find(cube, at => at.Z > below.Z + TabletopModel.CubeHalf && Flat(at, below) < 1.6 * TabletopModel.CubeHalf);
    }

    private int CubeAt(Point place, int cube) =>
        Find(cube, at => Math.Abs(at.Z - place.Z) < TabletopModel.CubeHalf && Flat(at, place) < 2.5 * TabletopModel.CubeHalf);

    private bool IsSupported(Point place, int cube) =>
        place.Z < 2 * TabletopModel.CubeHalf || CubeAt(place with { Z = place.Z - (2 * TabletopModel.CubeHalf) }, cube) >= 0;

    private int Find(int except, Func<Point, bool> matches)
    {
        for (var cube = 0; cube < _task.Scene.Cubes; cube++)
            if (cube != except && matches(TabletopTask.Cube(_physics, cube)))
                return cube;
        return -1;
    }

    private static double Flat(in Point a, in Point b) => new Point(a.X, a.Y, 0).DistanceTo(new Point(b.X, b.Y, 0));
}
