using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Manipulation;
using HiqlRobotics.Sim.Manipulation.Oracles;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Cubes, drawer and window see-through where they are to be; every button's cap in the colour of its state, its rim in that of
/// the state it is to have.
/// </summary>
internal sealed class TabletopMarkers : ISceneMarkers, IDisposable
{
    // Just outside of what they cover.
    private const double CapRadius = 0.0214, CapHeight = 0.0144, CapCentre = 0.036, RimRadius = 0.0335, RimHeight = 0.004;

    private const float GoalOpacity = 0.4f;

    private static readonly float[][] StateColours = [[0.84f, 0.27f, 0.22f, 1], [0.20f, 0.50f, 0.88f, 1]];
    private static readonly double[] Upright = [1, 0, 0, 0, 1, 0, 0, 0, 1];

    private readonly TabletopTask _task;
    private readonly Arrangement _present, _wanted;
    private readonly int[] _caps;
    private readonly BodyGhost _ghost;

    public TabletopMarkers(TabletopTask task, MjModel model)
    {
        _task = task;
        (_present, _wanted) = (new Arrangement(task.Scene.Cubes, task.Scene.Buttons.Count), new Arrangement(task.Scene.Cubes, task.Scene.Buttons.Count));
        _caps = [.. Enumerable.Range(0, task.Scene.Buttons.Count).Select(k => model.Id(MjObject.Body, $"button_{k}_cap"))];
        _ghost = new BodyGhost(model, task.Picture.GoalBodies);
    }

    /// <inheritdoc/>
    public void Draw(MjScene scene, MjData data, SessionSnapshot shown, bool asMap)
    {
        _task.Layout.ReadObjects(shown.Observation, _present);
        _task.Layout.ReadObjects(shown.Goal, _wanted);
        for (var button = 0; button < _caps.Length; button++)
            DrawButton(scene, data.Xpos.Slice(3 * _caps[button], 3), _present.Buttons[button], _wanted.Buttons[button]);
        _task.Picture.Pose(shown.Goal, _ghost.Qpos);
        // A closed drawer would hide it: a cube that belongs into the drawer is shown in the drawer as that stands now.
        if (_task.Scene.Furniture && Grip.IsInDrawer(_wanted.Cubes[0]))
            _ghost.Qpos[TabletopLayout.CubeAddress(0) + 1] += _wanted.Drawer - _present.Drawer;
        _ghost.DrawWhereElse(scene, data, GoalOpacity);
    }

    public void Dispose() => _ghost.Dispose();

    private static void DrawButton(MjScene scene, ReadOnlySpan<double> cap, long state, long wanted)
    {
        scene.Add(MjGeom.Ellipsoid, [CapRadius, CapRadius, CapHeight], [cap[0], cap[1], cap[2] + CapCentre], Upright, StateColours[state]);
        scene.Add(MjGeom.Cylinder, [RimRadius, RimHeight, 0], [cap[0], cap[1], RimHeight], Upright, StateColours[wanted]);
    }
}
