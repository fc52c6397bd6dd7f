using MuJoCo.Calls;
using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo;

/// <summary>
/// What a picture shows: geoms, lights and cameras of one moment. Needs no OpenGL. Updating reads poses from the data,
/// so give it a data of the renderer's own (set a state, call <see cref="MjData.Kinematics"/>), never the live one.
/// </summary>
public sealed unsafe class MjScene : IDisposable
{
    private readonly SceneHandle _handle;
    private readonly MjModel _model;

    /// <param name="model">The model to draw.</param>
    /// <param name="maxGeoms">Room for the model's geoms and for decoration; what does not fit is left out.</param>
    public MjScene(MjModel model, int maxGeoms = 2000)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxGeoms);
        _model = model;
        _handle = VisualCalls.MakeScene(model.Address, maxGeoms);
    }

    /// <summary>Geoms in the scene now.</summary>
    public int Ngeom => FieldTable.Scene.Integer("ngeom", Address);

    /// <summary>Switches one rendering effect.</summary>
    public bool this[MjRenderFlag flag]
    {
        get => *Visual.hmj_render_flag(Address, (int)flag) != 0;
        set => *Visual.hmj_render_flag(Address, (int)flag) = value ? (byte)1 : (byte)0;
    }

    internal nint Address => _handle.Address;

    /// <summary>Takes the model's geoms anew; decoration has to be added again afterwards.</summary>
    public void Update(MjData data, MjVisualOption option, MjCamera camera, MjPerturb? perturb = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(camera);
        RequireModel(data);
        VisualCalls.Update(
            _model.Address, data.Address, option.Address, perturb?.Address ?? 0, camera.Address, Address);
        GC.KeepAlive(data);
        GC.KeepAlive(option);
        GC.KeepAlive(camera);
        GC.KeepAlive(perturb);
    }

    /// <summary>Adds a decorative geom.</summary>
    /// <param name="type">Shape.</param>
    /// <param name="size">3 half-sizes in m, as in MJCF.</param>
    /// <param name="position">Centre, 3 values in m.</param>
    /// <param name="rotation">Row-major 3 × 3 matrix; empty for none.</param>
    /// <param name="rgba">4 values, 0 to 1.</param>
    /// <returns>False when the scene is full.</returns>
    public bool Add(
        MjGeom type,
        ReadOnlySpan<double> size,
        ReadOnlySpan<double> position,
        ReadOnlySpan<double> rotation,
        ReadOnlySpan<float> rgba)
    {
        RequireLength(size.Length, 3, nameof(size));
        RequireLength(position.Length, 3, nameof(position));
        RequireLength(rotation.Length, rotation.IsEmpty ? 0 : 9, nameof(rotation));
        RequireLength(rgba.Length, 4, nameof(rgba));
        return VisualCalls.Add(Address, type, size, position, rotation, rgba);
    }

    public bool AddSphere(ReadOnlySpan<double> center, double radius, ReadOnlySpan<float> rgba) =>
        Add(MjGeom.Sphere, [radius, radius, radius], center, [], rgba);

    /// <summary>An upright box; sizes are half-lengths.</summary>
    public bool AddBox(ReadOnlySpan<double> center, ReadOnlySpan<double> halfSizes, ReadOnlySpan<float> rgba) =>
        Add(MjGeom.Box, halfSizes, center, [], rgba);

    /// <summary>A capsule from one point to another.</summary>
    public bool AddCapsule(
        ReadOnlySpan<double> from, ReadOnlySpan<double> to, double radius, ReadOnlySpan<float> rgba)
    {
        RequireLength(from.Length, 3, nameof(from));
        RequireLength(to.Length, 3, nameof(to));
        Span<double> middle = stackalloc double[3];
        Span<double> rotation = stackalloc double[9];
        double length = Connector.Between(from, to, middle, rotation);
        return Add(MjGeom.Capsule, [radius, 0.5 * length, 0], middle, rotation, rgba);
    }

    /// <summary>A line from one point to another; costs a fraction of a capsule and is as wide far away as near.</summary>
    /// <param name="from">3 values in m.</param>
    /// <param name="to">3 values in m.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="rgba">4 values, 0 to 1.</param>
    /// <returns>False when the scene is full.</returns>
    public bool AddLine(ReadOnlySpan<double> from, ReadOnlySpan<double> to, double width, ReadOnlySpan<float> rgba)
    {
        RequireLength(from.Length, 3, nameof(from));
        RequireLength(to.Length, 3, nameof(to));
        Span<double> start = stackalloc double[3];
        Span<double> rotation = stackalloc double[9];
        double length = Connector.Between(from, to, start, rotation);
        // Unlike a capsule, a line begins at its position; the axis may point either way.
        for (int i = 0; i < 3; i++)
            start[i] -= 0.5 * length * rotation[(3 * i) + 2];
        return Add(MjGeom.Line, [width, width, length], start, rotation, rgba);
    }

    /// <summary>The geom under a point of the picture.</summary>
    /// <param name="data">The data of the last update.</param>
    /// <param name="option">The options of the last update.</param>
    /// <param name="aspectRatio">Width by height of the viewport.</param>
    /// <param name="x">0 at the left, 1 at the right.</param>
    /// <param name="y">0 at the bottom, 1 at the top.</param>
    /// <param name="point">Gets the point hit, 3 values in m.</param>
    /// <returns>Geom id, or -1 where there is only background.</returns>
    public int Pick(
        MjData data, MjVisualOption option, double aspectRatio, double x, double y, Span<double> point)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(option);
        RequireModel(data);
        RequireLength(point.Length, 3, nameof(point));
        int geom = VisualCalls.Select(
            _model.Address, data.Address, option.Address, aspectRatio, x, y, Address, point);
        GC.KeepAlive(data);
        GC.KeepAlive(option);
        return geom;
    }

    public void Dispose() => _handle.Dispose();

    private static void RequireLength(int found, int expected, string name)
    {
        if (found != expected)
            throw new ArgumentException($"{expected} values expected, found {found}", name);
    }

    private void RequireModel(MjData data)
    {
        if (!ReferenceEquals(data.Model, _model))
            throw new ArgumentException("the data belongs to another model than the scene", nameof(data));
    }
}
