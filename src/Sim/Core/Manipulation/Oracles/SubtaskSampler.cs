using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>What to do next when nothing is wanted: OGBench's distribution of subtasks.</summary>
/// <param name="environment">A tabletop in a running episode.</param>
public sealed class SubtaskSampler(SimEnvironment environment)
{
    private const double OpenEnough = -0.12, IntoDrawer = 0.3;
    private const double LockedWeight = 0.25;

    private readonly TabletopTask _task = (TabletopTask)environment.Task;
    private readonly Physics _physics = environment.Physics;
    private double _stacking;

    /// <summary>Starts an episode: decides how often cubes are stacked in it.</summary>
    public void Begin(RandomStream random)
    {
        var (low, high) = _task.Scene.Cubes switch { 2 => (0.0, 0.25), 3 => (0.05, 0.35), 4 => (0.1, 0.5), _ => (0.0, 0.0) };
        _stacking = random.NextDouble(low, high);
    }

    /// <summary>The next subtask.</summary>
    public Subtask Draw(RandomStream random)
    {
        if (_task.Scene.Furniture)
            return DrawOfScene(random);
        return _task.Scene.Cubes > 0 ? DrawCube(random) : new Subtask(SubtaskKind.Button, random.NextInt32(_task.Scene.Buttons.Count));
    }

    private Subtask DrawCube(RandomStream random)
    {
        var tops = Enumerable.Range(0, _task.Scene.Cubes).Where(IsTop).ToArray();
        var cube = tops[random.NextInt32(tops.Length)];
        var others = tops.Where(top => top != cube).ToArray();
        var yaw = random.NextDouble(-Math.PI, Math.PI);
        if (others.Length > 0 && random.NextDouble() < _stacking)
        {
            var below = TabletopTask.Cube(_physics, others[random.NextInt32(others.Length)]);
            return new Subtask(SubtaskKind.Cube, cube) { Place = below with { Z = below.Z + (2 * TabletopModel.CubeHalf) }, Yaw = yaw };
        }
        var area = _task.Scene.CubeArea.Draw(random);
        return new Subtask(SubtaskKind.Cube, cube) { Place = new Point(area.X, area.Y, TabletopModel.CubeHalf), Yaw = yaw };
    }

    private Subtask DrawOfScene(RandomStream random)
    {
        var states = _task.ButtonStates;
        var cube = Grip.IsInDrawer(TabletopTask.Cube(_physics, 0)) ? 0.0 : 1;
        var (drawer, window) = (states[0] == 0 ? LockedWeight : 1, states[1] == 0 ? LockedWeight : 1);
        var drawn = random.NextDouble(0, cube + 1 + drawer + window);
        if (drawn < cube)
            return DrawCubeOfScene(random);
        if (drawn < cube + 1)
            return new Subtask(SubtaskKind.Button, random.NextInt32(2));
        return drawn < cube + 1 + drawer
            ? Opposite(SubtaskKind.Drawer, _physics.Qpos[_task.Layout.DrawerAddress], FurnitureScene.DrawerOpen)
            : Opposite(SubtaskKind.Window, _physics.Qpos[_task.Layout.WindowAddress], FurnitureScene.WindowOpen);
    }

    private Subtask DrawCubeOfScene(RandomStream random)
    {
        var subtask = DrawCube(random);
        var open = _physics.Qpos[_task.Layout.DrawerAddress] < OpenEnough;
        return open && random.NextDouble() < IntoDrawer ? subtask with { Place = Grip.DrawerPlace(_task, _physics) } : subtask;
    }

    private static Subtask Opposite(SubtaskKind kind, double displacement, double open) =>
        new(kind) { Displacement = Math.Abs(displacement) < Math.Abs(open) / 2 ? open : 0 };

    private bool IsTop(int cube)
    {
        var at = TabletopTask.Cube(_physics, cube);
        for (var other = 0; other < _task.Scene.Cubes; other++)
            if (other != cube && TabletopTask.Cube(_physics, other) is var above && above.Z > at.Z + TabletopModel.CubeHalf
                && new Point(above.X, above.Y, at.Z).DistanceTo(at) < 2 * TabletopModel.CubeHalf)
                return false;
        return true;
    }
}
