using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Some bodies once more, see-through, where they are not. Has an mjData of its own.</summary>
internal sealed class BodyGhost : IDisposable
{
    // Larger groups are for collisions and the like; they are hidden on the bodies themselves too.
    private const int VisibleGroups = 3;

    private readonly MjData _data;
    private readonly int[] _geoms;

    /// <param name="model">The model.</param>
    /// <param name="bodies">Names; everything that hangs on them comes with them.</param>
    public BodyGhost(MjModel model, IReadOnlyList<string> bodies)
    {
        _data = new MjData(model);
        var chosen = new HashSet<int>(bodies.Select(name => model.Id(MjObject.Body, name)));
        var (parents, owners, groups) = (model.Ints("body_parentid").ToArray(), model.Ints("geom_bodyid").ToArray(), model.Ints("geom_group").ToArray());
        // A parent has a smaller number than its children.
        for (var body = 1; body < parents.Length; body++)
            if (chosen.Contains(parents[body]))
                chosen.Add(body);
        _geoms = [.. Enumerable.Range(0, owners.Length).Where(geom => chosen.Contains(owners[geom]) && groups[geom] < VisibleGroups)];
    }

    /// <summary>Generalised positions to draw, shape (nq,).</summary>
    public Span<double> Qpos => _data.Qpos;

    /// <summary>Adds it to a scene.</summary>
    public void Draw(MjScene scene, ReadOnlySpan<float> rgba)
    {
        _data.Kinematics();
        foreach (var geom in _geoms)
            Add(scene, geom, rgba);
    }

    /// <summary>Adds to a scene what is not there already, in its own colours.</summary>
    /// <param name="scene">What it is added to.</param>
    /// <param name="present">Where the bodies are.</param>
    /// <param name="opacity">0 to 1.</param>
    public void DrawWhereElse(MjScene scene, MjData present, float opacity)
    {
        // Two surfaces at one place flicker, in m.
        const double least = 0.002;
        _data.Kinematics();
        Span<float> colour = stackalloc float[4];
        foreach (var geom in _geoms)
        {
            if (Distance(_data.GeomXpos.Slice(3 * geom, 3), present.GeomXpos.Slice(3 * geom, 3)) < least)
                continue;
            Colour(geom, colour);
            colour[3] *= opacity;
            Add(scene, geom, colour);
        }
    }

    private void Add(MjScene scene, int geom, ReadOnlySpan<float> rgba) => scene.Add(
        (MjGeom)_data.Model.Ints("geom_type")[geom], _data.Model.GeomSize.Slice(3 * geom, 3), _data.GeomXpos.Slice(3 * geom, 3),
        _data.Doubles("geom_xmat").Slice(9 * geom, 9), rgba);

    private void Colour(int geom, Span<float> colour)
    {
        var material = _data.Model.Ints("geom_matid")[geom];
        var colours = material < 0 ? _data.Model.Floats("geom_rgba") : _data.Model.Floats("mat_rgba");
        colours.Slice(4 * (material < 0 ? geom : material), 4).CopyTo(colour);
    }

    private static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        double.Hypot(double.Hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);

    public void Dispose() => _data.Dispose();
}
