using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Manipulation;

/// <summary>
/// Bring the objects of a tabletop to where they shall be, with OGBench's reset sequence, noise and success rule
/// (<c>ogbench/manipspace</c>).
/// </summary>
public sealed partial class TabletopTask : ITask, ISwitchTask, IDisposable
{
    // A press is the way down past this, in m; the joint ends at -0.024.
    private const double PressDepth = -0.02;
    private const double Locked = 1e6, Unlocked = 2;
    private const double PlacementNoise = 0.01;
    // A cube this far outside the workspace, in m, will not come back by itself.
    private const double LostMargin = 0.2;

    private readonly ArmRobot _robot = new();
    private readonly float[] _goalObservation;
    private readonly float[] _action;
    private readonly long[] _buttons;
    private readonly int[][] _pressed;
    private readonly Arrangement _present;
    private readonly double[] _pressedBefore;
    private RandomStream _random = new(0, "tabletop");
    private bool _replacesLostCubes;

    /// <summary>The task of a scene.</summary>
    public TabletopTask(TabletopScene scene)
    {
        Scene = scene;
        Layout = new TabletopLayout(scene);
        Picture = new TabletopPicture(scene, Layout);
        (Target, _present) = (new Arrangement(scene.Cubes, scene.Buttons.Count), new Arrangement(scene.Cubes, scene.Buttons.Count));
        _goalObservation = new float[Layout.Observation.Dim];
        _action = new float[_robot.Action.Dim];
        _buttons = new long[scene.Buttons.Count];
        _pressed = [.. Enumerable.Range(0, scene.Buttons.Count).Select(button => scene.Pressed(button).ToArray())];
        _pressedBefore = new double[scene.Buttons.Count];
    }

    /// <summary>What stands on the table.</summary>
    public TabletopScene Scene { get; }

    /// <summary>Where its objects are in state and observation.</summary>
    public TabletopLayout Layout { get; }

    /// <inheritdoc/>
    public ITaskPicture Picture { get; }

    /// <summary>Where the objects shall be.</summary>
    public Arrangement Target { get; }

    /// <summary>The arm.</summary>
    public ArmRobot Robot => _robot;

    /// <inheritdoc/>
    public Span<long> ButtonStates => _buttons;

    /// <inheritdoc/>
    public void InitializeEpisode(Physics physics, int taskId, RandomStream random, ControlStep advance)
    {
        (_random, _replacesLostCubes) = (random, true);
        var route = Scene.Routes[taskId - 1];
        Span<int> order = stackalloc int[Scene.Cubes];
        Shuffle(order);

        Target.CopyFrom(route.Goal);
        for (var cube = 0; cube < order.Length; cube++)
            Target.Cubes[cube] = route.Goal.Cubes[order[cube]];
        Place(physics, Target);
        Settle(advance);
        WriteObservation(physics, _goalObservation);

        Place(physics, route.Start);
        for (var cube = 0; cube < order.Length; cube++)
            PlaceCube(physics, cube, Noisy(route.Start.Cubes[order[cube]]), random.NextDouble(0, 2 * Math.PI));
        if (!Scene.Furniture)
            return;
        physics.Qpos[Layout.DrawerAddress] = Noisy(route.Start.Drawer, FurnitureScene.DrawerOpen, 0);
        physics.Qpos[Layout.WindowAddress] = Noisy(route.Start.Window, 0, FurnitureScene.WindowOpen);
    }

    /// <summary>Any arrangement at all, as demonstrations begin; the goal is what there is.</summary>
    public void BeginAnywhere(Physics physics, RandomStream random)
    {
        (_random, _replacesLostCubes) = (random, false);
        physics.Reset();
        for (var cube = 0; cube < Scene.Cubes; cube++)
            PlaceCube(physics, cube, DrawFreePlace(physics, cube), random.NextDouble(0, 2 * Math.PI));
        foreach (ref var button in _buttons.AsSpan())
            button = random.NextInt32(2);
        if (Scene.Furniture)
        {
            physics.Qpos[Layout.DrawerAddress] = random.NextDouble(FurnitureScene.DrawerOpen, 0);
            physics.Qpos[Layout.WindowAddress] = random.NextDouble(0, FurnitureScene.WindowOpen);
        }
        PlaceRobot(physics);
        WriteObservation(physics, _goalObservation);
        Layout.ReadObjects(_goalObservation, Target);
    }

    /// <summary>A place for a cube at least 7 cm from the cubes before it, in m.</summary>
    public Point DrawFreePlace(Physics physics, int cubes)
    {
        const double distance = 0.07;
        const int attempts = 100;
        var place = default(Point);
        for (var attempt = 0; attempt < attempts; attempt++)
        {
            var drawn = Scene.CubeArea.Draw(_random);
            place = new Point(drawn.X, drawn.Y, TabletopModel.CubeHalf);
            if (IsFree(physics, cubes, place, distance))
                break;
        }
        return place;
    }

    /// <inheritdoc/>
    public void ApplyAction(Physics physics, ReadOnlySpan<float> action)
    {
        for (var button = 0; button < _buttons.Length; button++)
            _pressedBefore[button] = physics.Qpos[Layout.ButtonAddress(button)];
        if (Scene.Furniture)
            TurnLocks(physics);
        _robot.Apply(physics, action);
    }

    /// <inheritdoc/>
    public void AfterPhysics(Physics physics)
    {
        for (var button = 0; button < _buttons.Length; button++)
            if (_pressedBefore[button] > PressDepth && physics.Qpos[Layout.ButtonAddress(button)] <= PressDepth)
                foreach (var changed in _pressed[button])
                    _buttons[changed] = 1 - _buttons[changed];
    }

    /// <inheritdoc/>
    public void WriteObservation(Physics physics, Span<float> observation)
    {
        _robot.Observe(physics, observation);
        Layout.WriteObjects(physics, _buttons, observation[ArmRobot.ObservationDim..]);
    }

    /// <inheritdoc/>
    public void WriteGoal(Span<float> goal) => _goalObservation.CopyTo(goal);

    /// <inheritdoc/>
    public Judgement Judge(Physics physics)
    {
        var success = IsAtTarget(physics);
        return new Judgement(success ? 1f : 0f, success);
    }

    /// <inheritdoc/>
    public void AfterStep(Physics physics)
    {
        if (!_replacesLostCubes)
            return;
        for (var cube = 0; cube < Scene.Cubes; cube++)
            if (Cube(physics, cube) is var at && !Box.Workspace.Contains(at.X, at.Y, at.Z, LostMargin))
                PlaceCube(physics, cube, DrawFreePlace(physics, Scene.Cubes), _random.NextDouble(0, 2 * Math.PI));
    }

    /// <summary>Centre of a cube.</summary>
    public static Point Cube(Physics physics, int cube)
    {
        var qpos = physics.Qpos[TabletopLayout.CubeAddress(cube)..];
        return new Point(qpos[0], qpos[1], qpos[2]);
    }

    /// <summary>Turn of a cube about the world's z in rad.</summary>
    public static double CubeYaw(Physics physics, int cube) => Rotations.Yaw(physics.Qpos[(TabletopLayout.CubeAddress(cube) + 3)..]);

    /// <inheritdoc/>
    public void Dispose() => _robot.Dispose();

    private bool IsAtTarget(Physics physics)
    {
        for (var cube = 0; cube < Scene.Cubes; cube++)
            _present.Cubes[cube] = Cube(physics, cube);
        _buttons.CopyTo(_present.Buttons, 0);
        if (Scene.Furniture)
            (_present.Drawer, _present.Window) = (physics.Qpos[Layout.DrawerAddress], physics.Qpos[Layout.WindowAddress]);
        var (placed, all) = _present.CountPlaced(Target, Scene.Furniture);
        return placed == all;
    }

    private void TurnLocks(Physics physics)
    {
        var damping = physics.DofDamping[Layout.DrawerDof..];
        (damping[0], damping[1]) = (_buttons[0] == 0 ? Locked : Unlocked, _buttons[1] == 0 ? Locked : Unlocked);
    }

    // Objects exactly there, at rest and unturned; the arm anywhere.
    private void Place(Physics physics, Arrangement arrangement)
    {
        physics.Reset();
        for (var cube = 0; cube < arrangement.Cubes.Length; cube++)
            PlaceCube(physics, cube, arrangement.Cubes[cube], 0);
        arrangement.Buttons.CopyTo(_buttons.AsSpan());
        if (Scene.Furniture)
            (physics.Qpos[Layout.DrawerAddress], physics.Qpos[Layout.WindowAddress]) = (arrangement.Drawer, arrangement.Window);
        PlaceRobot(physics);
    }

    private void PlaceRobot(Physics physics) => _robot.Place(physics, Scene.ArmStart.Draw(_random));

    private static void PlaceCube(Physics physics, int cube, Point place, double yaw)
    {
        var qpos = physics.Qpos[TabletopLayout.CubeAddress(cube)..];
        (qpos[0], qpos[1], qpos[2]) = (place.X, place.Y, place.Z);
        (qpos[3], qpos[4], qpos[5], qpos[6]) = (Math.Cos(yaw / 2), 0, 0, Math.Sin(yaw / 2));
        physics.Qvel.Slice(TabletopLayout.CubeDof(cube), 6).Clear();
    }

    private void Settle(ControlStep advance)
    {
        for (var step = 0; step < Scene.SettlingSteps; step++)
        {
            for (var k = 0; k < _action.Length; k++)
                _action[k] = (float)_random.NextDouble(-1, 1);
            if (Scene.FistClosed)
                _action[^1] = 1;
            advance(_action);
        }
    }

    private static bool IsFree(Physics physics, int cubes, Point place, double distance)
    {
        for (var other = 0; other < cubes; other++)
            if (Cube(physics, other) is var at && new Point(at.X, at.Y, place.Z).DistanceTo(place) < distance)
                return false;
        return true;
    }

    private Point Noisy(Point place) => place with
    {
        X = place.X + _random.NextDouble(-PlacementNoise, PlacementNoise),
        Y = place.Y + _random.NextDouble(-PlacementNoise, PlacementNoise),
    };

    private double Noisy(double displacement, double minimum, double maximum) =>
        Math.Clamp(displacement + _random.NextDouble(-PlacementNoise, PlacementNoise), minimum, maximum);

    // Which cube takes which place, each order with the same probability.
    private void Shuffle(Span<int> order)
    {
        for (var k = 0; k < order.Length; k++)
        {
            var other = _random.NextInt32(k + 1);
            (order[k], order[other]) = (order[other], k);
        }
    }
}
