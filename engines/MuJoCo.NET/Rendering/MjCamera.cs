using MuJoCo.Calls;
using MuJoCo.Externs;
using MuJoCo.Handles;

namespace MuJoCo;

/// <summary>The eye of a scene: free, following a body, or one of the model's own cameras.</summary>
public sealed class MjCamera : IDisposable
{
    private readonly BlockHandle _handle = new(Visual.hmj_camera_new(), "mjvCamera");

    public MjCameraType Type
    {
        get => (MjCameraType)Int("type")[0];
        set => Int("type")[0] = (int)value;
    }

    /// <summary>Camera of the model, used with <see cref="MjCameraType.Fixed"/>.</summary>
    public int FixedCameraId
    {
        get => Int("fixedcamid")[0];
        set => Int("fixedcamid")[0] = value;
    }

    /// <summary>Body to follow, used with <see cref="MjCameraType.Tracking"/>.</summary>
    public int TrackBodyId
    {
        get => Int("trackbodyid")[0];
        set => Int("trackbodyid")[0] = value;
    }

    /// <summary>The point in the middle of the picture, 3 values in m.</summary>
    public Span<double> Lookat => Double("lookat");

    /// <summary>Distance to that point in m.</summary>
    public double Distance
    {
        get => Double("distance")[0];
        set => Double("distance")[0] = value;
    }

    /// <summary>Degrees.</summary>
    public double Azimuth
    {
        get => Double("azimuth")[0];
        set => Double("azimuth")[0] = value;
    }

    /// <summary>Degrees; -90 looks straight down.</summary>
    public double Elevation
    {
        get => Double("elevation")[0];
        set => Double("elevation")[0] = value;
    }

    internal nint Address => _handle.Address;

    /// <summary>Becomes a free camera that sees the whole model.</summary>
    public void Frame(MjModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        VisualCalls.FrameCamera(model.Address, Address);
        GC.KeepAlive(model);
    }

    /// <summary>Follows the mouse.</summary>
    /// <param name="model">The model in the scene.</param>
    /// <param name="action">What the movement means.</param>
    /// <param name="dx">Mouse movement divided by the window's height.</param>
    /// <param name="dy">Mouse movement divided by the window's height.</param>
    /// <param name="scene">The scene that was last updated with this camera.</param>
    public void Move(MjModel model, MjMouse action, double dx, double dy, MjScene scene)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(scene);
        VisualCalls.MoveCamera(model.Address, action, dx, dy, scene.Address, Address);
        GC.KeepAlive(model);
        GC.KeepAlive(scene);
    }

    public void Dispose() => _handle.Dispose();

    private Span<int> Int(string name) => FieldTable.Camera.Span<int>(name, Address, 0, 0);

    private Span<double> Double(string name) => FieldTable.Camera.Span<double>(name, Address, 0, 0);
}
