using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Robots;

namespace HiqlRobotics.Sim.Manipulation;

/// <summary>
/// Where the objects of a scene are in qpos, qvel and the observation: after the robot come per cube 7, 6 and 9 elements, per
/// button 1, 1 and 4, for drawer and window 1, 1 and 2.
/// </summary>
public sealed class TabletopLayout
{
    private const int CubeQpos = 7, CubeDofs = 6, CubeFeatures = 9;
    private const int ButtonFeatures = 4;
    private const double ButtonUnits = 120, DrawerUnits = 18, WindowUnits = 15;

    private readonly TabletopScene _scene;

    /// <summary>The layout of a scene.</summary>
    public TabletopLayout(TabletopScene scene)
    {
        _scene = scene;
        Observation = ArraySpec.Unbounded([.. ArmRobot.ObservationNames, .. ObjectNames(scene)]);
    }

    /// <summary>Names of the observation.</summary>
    public ArraySpec Observation { get; }

    /// <summary>The success rule on two observations: every cube's position, every button's state, drawer and window.</summary>
    public SuccessRule Success()
    {
        var first = ArmRobot.ObservationDim;
        List<SuccessPart> parts = [];
        for (var cube = 0; cube < _scene.Cubes; cube++, first += CubeFeatures)
            parts.Add(new SuccessPart([first, first + 1, first + 2], Arrangement.Tolerance * ArmRobot.PositionUnits));
        // One-hot: two states differ by the square root of two.
        for (var button = 0; button < _scene.Buttons.Count; button++, first += ButtonFeatures)
            parts.Add(new SuccessPart([first, first + 1], 0.5));
        if (_scene.Furniture)
            parts.AddRange([new SuccessPart([first], Arrangement.Tolerance * DrawerUnits), new SuccessPart([first + 2], Arrangement.Tolerance * WindowUnits)]);
        return new SuccessRule(parts);
    }

    /// <summary>First element of a cube in qpos: position, then orientation, w first.</summary>
    public static int CubeAddress(int cube) => ArmRobot.Dofs + (CubeQpos * cube);

    /// <summary>Element of a button in qpos.</summary>
    public int ButtonAddress(int button) => CubeAddress(_scene.Cubes) + button;

    /// <summary>Element of the drawer in qpos.</summary>
    public int DrawerAddress => ButtonAddress(_scene.Buttons.Count);

    /// <summary>Element of the window in qpos.</summary>
    public int WindowAddress => DrawerAddress + 1;

    /// <summary>First element of a cube in qvel.</summary>
    public static int CubeDof(int cube) => ArmRobot.Dofs + (CubeDofs * cube);

    /// <summary>Element of a button in qvel.</summary>
    public int ButtonDof(int button) => CubeDof(_scene.Cubes) + button;

    /// <summary>Element of the drawer in qvel; the window's comes next.</summary>
    public int DrawerDof => ButtonDof(_scene.Buttons.Count);

    /// <summary>Writes what the observation says of the objects.</summary>
    /// <param name="physics">The present state.</param>
    /// <param name="buttons">State of every button.</param>
    /// <param name="features">Receives it, shape (<c>observation_dim</c> − 19,).</param>
    public void WriteObjects(Physics physics, ReadOnlySpan<long> buttons, Span<float> features)
    {
        var qpos = physics.Qpos;
        var qvel = physics.Qvel;
        for (var cube = 0; cube < _scene.Cubes; cube++, features = features[CubeFeatures..])
            WriteCube(qpos.Slice(CubeAddress(cube), CubeQpos), features);
        for (var button = 0; button < buttons.Length; button++, features = features[ButtonFeatures..])
        {
            (features[0], features[1]) = (buttons[button] == 0 ? 1 : 0, buttons[button] == 1 ? 1 : 0);
            features[2] = (float)(qpos[ButtonAddress(button)] * ButtonUnits);
            features[3] = (float)qvel[ButtonDof(button)];
        }
        if (!_scene.Furniture)
            return;
        (features[0], features[1]) = ((float)(qpos[DrawerAddress] * DrawerUnits), (float)qvel[DrawerDof]);
        (features[2], features[3]) = ((float)(qpos[WindowAddress] * WindowUnits), (float)qvel[DrawerDof + 1]);
    }

    /// <summary>Where the objects are in a given observation.</summary>
    public void ReadObjects(ReadOnlySpan<float> observation, Arrangement arrangement)
    {
        var features = observation[ArmRobot.ObservationDim..];
        for (var cube = 0; cube < arrangement.Cubes.Length; cube++, features = features[CubeFeatures..])
            arrangement.Cubes[cube] = ReadPoint(features);
        for (var button = 0; button < arrangement.Buttons.Length; button++, features = features[ButtonFeatures..])
            arrangement.Buttons[button] = features[1] > features[0] ? 1 : 0;
        if (_scene.Furniture)
            (arrangement.Drawer, arrangement.Window) = (features[0] / DrawerUnits, features[2] / WindowUnits);
    }

    /// <summary>The objects' generalised positions an observation speaks of.</summary>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    /// <param name="qpos">Receives them, shape (nq,).</param>
    public void ReadQpos(ReadOnlySpan<float> observation, Span<double> qpos)
    {
        var features = observation[ArmRobot.ObservationDim..];
        for (var cube = 0; cube < _scene.Cubes; cube++, features = features[CubeFeatures..])
        {
            var at = qpos.Slice(CubeAddress(cube), CubeQpos);
            var place = ReadPoint(features);
            (at[0], at[1], at[2]) = (place.X, place.Y, place.Z);
            for (var k = 3; k < CubeQpos; k++)
                at[k] = features[k];
        }
        for (var button = 0; button < _scene.Buttons.Count; button++, features = features[ButtonFeatures..])
            qpos[ButtonAddress(button)] = features[2] / ButtonUnits;
        if (_scene.Furniture)
            (qpos[DrawerAddress], qpos[WindowAddress]) = (features[0] / DrawerUnits, features[2] / WindowUnits);
    }

    /// <summary>Moves a cube of an observation.</summary>
    public static void MoveCube(int cube, Point place, Span<float> observation)
    {
        var features = observation[(ArmRobot.ObservationDim + (CubeFeatures * cube))..];
        features[0] = (float)((place.X - ArmRobot.CenterX) * ArmRobot.PositionUnits);
        (features[1], features[2]) = ((float)(place.Y * ArmRobot.PositionUnits), (float)(place.Z * ArmRobot.PositionUnits));
    }

    private static Point ReadPoint(ReadOnlySpan<float> features) => new(
        (features[0] / ArmRobot.PositionUnits) + ArmRobot.CenterX, features[1] / ArmRobot.PositionUnits, features[2] / ArmRobot.PositionUnits);

    private static void WriteCube(ReadOnlySpan<double> qpos, Span<float> features)
    {
        features[0] = (float)((qpos[0] - ArmRobot.CenterX) * ArmRobot.PositionUnits);
        features[1] = (float)(qpos[1] * ArmRobot.PositionUnits);
        features[2] = (float)(qpos[2] * ArmRobot.PositionUnits);
        for (var k = 3; k < CubeQpos; k++)
            features[k] = (float)qpos[k];
        var yaw = Rotations.Yaw(qpos[3..]);
        (features[7], features[8]) = ((float)Math.Cos(yaw), (float)Math.Sin(yaw));
    }

    private static IEnumerable<string> ObjectNames(TabletopScene scene)
    {
        string[] cube = ["x_dm", "y_dm", "z_dm", "qw", "qx", "qy", "qz", "cos_yaw", "sin_yaw"];
        string[] button = ["is_0", "is_1", "press_x120", "m_s"];
        var names = Enumerable.Range(0, scene.Cubes).SelectMany(k => cube.Select(name => $"cube_{k}_{name}"))
            .Concat(Enumerable.Range(0, scene.Buttons.Count).SelectMany(k => button.Select(name => $"button_{k}_{name}")));
        return scene.Furniture ? names.Concat(["drawer_x18", "drawer_m_s", "window_x15", "window_m_s"]) : names;
    }
}
