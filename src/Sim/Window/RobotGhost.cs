using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>The robot once more, see-through, in a pose that it is not in. Has an mjData of its own.</summary>
internal sealed class RobotGhost : IDisposable
{
    // Larger groups are for collisions and the like; they are hidden on the robot itself too.
    private const int VisibleGroups = 3;

    private readonly MjData _data;
    private readonly int[] _geoms;

    public RobotGhost(MjModel model)
    {
        _data = new MjData(model);
        var bodies = model.Ints("geom_bodyid");
        var groups = model.Ints("geom_group");
        List<int> geoms = [];
        for (var geom = 0; geom < bodies.Length; geom++)
            if (bodies[geom] > 0 && groups[geom] < VisibleGroups)
                geoms.Add(geom);
        _geoms = [.. geoms];
    }

    /// <summary>Generalised positions to draw, shape (nq,).</summary>
    public Span<double> Qpos => _data.Qpos;

    /// <summary>Adds it to a scene.</summary>
    public void Draw(MjScene scene, ReadOnlySpan<float> rgba)
    {
        _data.Kinematics();
        var types = _data.Model.Ints("geom_type");
        var sizes = _data.Model.GeomSize;
        var positions = _data.GeomXpos;
        var rotations = _data.Doubles("geom_xmat");
        foreach (var geom in _geoms)
            scene.Add((MjGeom)types[geom], sizes.Slice(3 * geom, 3), positions.Slice(3 * geom, 3), rotations.Slice(9 * geom, 9), rgba);
    }

    public void Dispose() => _data.Dispose();
}
