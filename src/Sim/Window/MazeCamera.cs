using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>A free camera that looks steeply down on the whole floor, until the mouse moves it.</summary>
internal static class MazeCamera
{
    private const double Elevation = -70;
    private const double Margin = 1.12;

    // MuJoCo's free camera opens by 45 degrees unless the model's visual.global.fovy says otherwise; ours do not.
    private const double FieldOfView = 45 * Math.PI / 180;

    /// <summary>Places the camera.</summary>
    /// <param name="camera">The camera.</param>
    /// <param name="model">A model with a plane called floor; without one the whole model is framed.</param>
    /// <param name="aspect">Width by height of the picture.</param>
    public static void Fit(MjCamera camera, MjModel model, double aspect)
    {
        camera.Frame(model);
        if (!model.TryId(MjObject.Geom, "floor", out var floor)) return;
        var half = model.GeomSize.Slice(3 * floor, 2);
        model.GeomPos.Slice(3 * floor, 3).CopyTo(camera.Lookat);
        camera.Distance = Margin * DistanceFor(Math.Max(half[1], half[0] / aspect));
        (camera.Azimuth, camera.Elevation) = (90, Elevation);
    }

    /// <summary>How far away a camera fills the height of its picture with twice <paramref name="half"/>.</summary>
    public static double DistanceFor(double half) => half / Math.Tan(FieldOfView / 2);
}
