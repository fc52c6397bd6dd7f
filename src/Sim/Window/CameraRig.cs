using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>The eye of the window: free, following the robot, tracking a body, or one of the model's own cameras.</summary>
internal sealed class CameraRig : IDisposable
{
    // MuJoCo's free camera opens by 45 degrees unless the model's visual.global.fovy says otherwise; ours do not.
    private const double FieldOfView = 45 * Math.PI / 180;

    private readonly MjModel _model;
    private readonly MjCamera _free = new(), _inset = new();
    private readonly FollowCamera _follow = new();
    private readonly int _fixedCameras;
    private readonly bool _walks;
    private bool _following;

    /// <param name="model">What is looked at.</param>
    /// <param name="aspect">Width by height of the picture.</param>
    /// <param name="insetAspect">The same of the picture in the picture.</param>
    /// <param name="walks">Whether the first two positions are where the robot is.</param>
    public CameraRig(MjModel model, double aspect, double insetAspect, bool walks)
    {
        (_model, _walks) = (model, walks);
        _fixedCameras = model.Ints("cam_bodyid").Length;
        Frame(_free, aspect);
        Frame(_inset, insetAspect);
        if (!walks && _fixedCameras > 0)
            (_inset.Type, _inset.FixedCameraId) = (MjCameraType.Fixed, 0);
    }

    /// <summary>The eye of the picture in the picture: the whole while the robot is followed, and the other way round.</summary>
    public MjCamera InsetCamera => InsetIsMap || !_walks ? _inset : _follow.Camera;

    /// <summary>Whether the picture in the picture shows the whole.</summary>
    public bool InsetIsMap => _walks && (_following || _free.Type == MjCameraType.Tracking);

    public MjCamera Camera => _following ? _follow.Camera : _free;

    /// <summary>What it does, in a word.</summary>
    public string Name => _following ? "follow" : _free.Type switch
    {
        MjCameraType.Tracking => $"track {_free.TrackBodyId}",
        MjCameraType.Fixed => $"fixed {_free.FixedCameraId}",
        _ => "free",
    };

    /// <summary>Told where the robot is before every picture.</summary>
    public void Update(ReadOnlySpan<double> qpos)
    {
        if (_walks)
            _follow.Follow(qpos[0], qpos[1]);
    }

    public void Move(MjMouse action, double dx, double dy, MjScene scene) => Camera.Move(_model, action, dx, dy, scene);

    public void Free() => (_following, _free.Type) = (false, MjCameraType.Free);

    public void Fit(double aspect)
    {
        Free();
        Frame(_free, aspect);
    }

    private void Frame(MjCamera camera, double aspect)
    {
        if (_walks)
            MazeCamera.Fit(camera, _model, aspect);
        else
            TabletopCamera.Place(camera);
    }

    public void ToggleFollow() => _following = _walks && !_following;

    public void Track(int body)
    {
        _following = false;
        (_free.Type, _free.TrackBodyId, _free.FixedCameraId) = (MjCameraType.Tracking, body, -1);
    }

    public void LookAt(ReadOnlySpan<double> point)
    {
        Free();
        point.CopyTo(_free.Lookat);
    }

    /// <summary>The next of the model's cameras, or the one before; free again after the last.</summary>
    public void Cycle(int by)
    {
        if (_fixedCameras == 0)
            return;
        var now = !_following && _free.Type == MjCameraType.Fixed ? _free.FixedCameraId : by > 0 ? -1 : _fixedCameras;
        var next = now + by;
        if (next < 0 || next >= _fixedCameras)
        {
            Free();
            return;
        }
        _following = false;
        (_free.Type, _free.FixedCameraId) = (MjCameraType.Fixed, next);
    }

    /// <summary>Moves a free eye in its own axes, in metres.</summary>
    public void Fly(double right, double forward, double up)
    {
        Free();
        var azimuth = _free.Azimuth * Math.PI / 180;
        var (cos, sin) = (Math.Cos(azimuth), Math.Sin(azimuth));
        _free.Lookat[0] += (forward * cos) + (right * sin);
        _free.Lookat[1] += (forward * sin) - (right * cos);
        _free.Lookat[2] += up;
    }

    /// <summary>Where a point of the world appears, 0 to 1 from the left and the top; null behind the eye. For cameras that turn about a point.</summary>
    public (double X, double Y)? Project(ReadOnlySpan<double> point, double aspect)
    {
        var camera = Camera;
        var (azimuth, elevation) = (camera.Azimuth * Math.PI / 180, camera.Elevation * Math.PI / 180);
        var (ca, sa, ce, se) = (Math.Cos(azimuth), Math.Sin(azimuth), Math.Cos(elevation), Math.Sin(elevation));
        Span<double> forward = [ce * ca, ce * sa, se], right = [sa, -ca, 0], up = [-se * ca, -se * sa, ce];
        var (depth, x, y) = (0.0, 0.0, 0.0);
        for (var i = 0; i < 3; i++)
        {
            var from = point[i] - (camera.Lookat[i] - (camera.Distance * forward[i]));
            (depth, x, y) = (depth + (from * forward[i]), x + (from * right[i]), y + (from * up[i]));
        }
        if (depth <= 0)
            return null;
        var scale = depth * Math.Tan(FieldOfView / 2);
        return ((1 + (x / (scale * aspect))) / 2, (1 - (y / scale)) / 2);
    }

    public void Dispose()
    {
        _free.Dispose();
        _inset.Dispose();
        _follow.Dispose();
    }
}
