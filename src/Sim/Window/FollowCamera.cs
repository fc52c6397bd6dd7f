using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Looks at the robot from behind and above, always from the same side: close enough to see legs, high enough to see over
/// the nearest walls. The eye lags a little, so that a walking robot's trunk may sway without swaying the world.
/// </summary>
internal sealed class FollowCamera : IDisposable
{
    private const double Distance = 18;
    private const double Elevation = -60;
    private const double Height = 0.5;

    // Share of the way to the robot that the eye makes up per picture.
    private const double Haste = 0.25;

    // A teleporter or a new episode moves the robot further than any step does.
    private const double Jump = 2;

    private (double X, double Y)? _eye;

    public FollowCamera()
    {
        (Camera.Distance, Camera.Azimuth, Camera.Elevation) = (Distance, 90, Elevation);
        Camera.Lookat[2] = Height;
    }

    public MjCamera Camera { get; } = new();

    /// <summary>Goes on to where the robot is now.</summary>
    public void Follow(double x, double y)
    {
        var from = _eye is { } eye && double.Hypot(x - eye.X, y - eye.Y) < Jump ? eye : (X: x, Y: y);
        _eye = (from.X + (Haste * (x - from.X)), from.Y + (Haste * (y - from.Y)));
        (Camera.Lookat[0], Camera.Lookat[1]) = _eye.Value;
    }

    /// <inheritdoc/>
    public void Dispose() => Camera.Dispose();
}
