using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Looks at the arm's table over the shoulder of somebody who sits across from it.</summary>
internal static class TabletopCamera
{
    private const double Distance = 1.45, Azimuth = 152, Elevation = -28;

    /// <summary>Places a free camera.</summary>
    public static void Place(MjCamera camera)
    {
        (camera.Distance, camera.Azimuth, camera.Elevation) = (Distance, Azimuth, Elevation);
        (camera.Lookat[0], camera.Lookat[1], camera.Lookat[2]) = (0.30, 0, 0.19);
    }
}
