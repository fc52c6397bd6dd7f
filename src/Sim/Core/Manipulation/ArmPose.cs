namespace HiqlRobotics.Sim.Manipulation;

/// <summary>Where the gripper's pinch point is; it always points down.</summary>
/// <param name="X">World x in m.</param>
/// <param name="Y">World y in m.</param>
/// <param name="Z">World z in m, above the table.</param>
/// <param name="Yaw">
/// Turn about the world's z in rad; at 0 the fingers close along y. Goes on beyond ±π when the wrist does, so that a limit on it
/// keeps the wrist from winding up.
/// </param>
public readonly record struct ArmPose(double X, double Y, double Z, double Yaw)
{
    /// <summary>Distance of the points in m.</summary>
    public double DistanceTo(in ArmPose other) => Length(other.X - X, other.Y - Y, other.Z - Z);

    /// <summary>Distance seen from above in m.</summary>
    public double PlanarDistanceTo(double x, double y) => Length(x - X, y - Y, 0);

    /// <summary>The same angle in (−π, π].</summary>
    public static double Wrap(double angle) => angle - (2 * Math.PI * Math.Ceiling((angle - Math.PI) / (2 * Math.PI)));

    private static double Length(double x, double y, double z) => Math.Sqrt((x * x) + (y * y) + (z * z));
}
