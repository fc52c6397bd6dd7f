using MuJoCo.Calls;
using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo;

/// <summary>A body picked with the mouse and the pull on it (<c>mjvPerturb</c>).</summary>
public sealed class MjPerturb : IDisposable
{
    private readonly BlockHandle _handle = new(Visual.hmj_perturb_new(), "mjvPerturb");

    /// <summary>Picked body; 0 for none.</summary>
    public int Select
    {
        get => Int("select")[0];
        set => Int("select")[0] = value;
    }

    public MjPerturbation Active
    {
        get => (MjPerturbation)Int("active")[0];
        set => Int("active")[0] = (int)value;
    }

    /// <summary>Where the body is pulled to, 3 values in m.</summary>
    public Span<double> TargetPosition => Double("refpos");

    /// <summary>The picked point in the body's frame, 3 values in m.</summary>
    public Span<double> LocalPoint => Double("localpos");

    internal nint Address => _handle.Address;

    /// <summary>Starts at the picked body's pose; call when <see cref="Active"/> is switched on.</summary>
    public void Start(MjData data, MjScene scene)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(scene);
        VisualCalls.StartPerturb(data.Model.Address, data.Address, scene.Address, Address);
        GC.KeepAlive(data);
        GC.KeepAlive(scene);
    }

    /// <summary>Moves the target with the mouse; movements are divided by the window's height.</summary>
    public void Move(MjData data, MjMouse action, double dx, double dy, MjScene scene)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(scene);
        VisualCalls.MovePerturb(data.Model.Address, data.Address, action, dx, dy, scene.Address, Address);
        GC.KeepAlive(data);
        GC.KeepAlive(scene);
    }

    /// <summary>Writes the pull into xfrc_applied of the picked body; does nothing when nothing is active.</summary>
    public void ApplyForce(MjData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        VisualCalls.ApplyForce(data.Model.Address, data.Address, Address);
        GC.KeepAlive(data);
    }

    /// <summary>Puts mocap bodies, and free bodies while paused, where the target is.</summary>
    public void ApplyPose(MjData data, bool paused)
    {
        ArgumentNullException.ThrowIfNull(data);
        VisualCalls.ApplyPose(data.Model.Address, data.Address, Address, paused);
        GC.KeepAlive(data);
    }

    public void Dispose() => _handle.Dispose();

    private Span<int> Int(string name) => FieldTable.Perturb.Span<int>(name, Address, 0, 0);

    private Span<double> Double(string name) => FieldTable.Perturb.Span<double>(name, Address, 0, 0);
}
