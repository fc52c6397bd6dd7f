namespace MuJoCo;

/// <summary>Pose of a long geom between two points; MuJoCo's own function for it changed its name between versions.</summary>
internal static class Connector
{
    /// <summary>Gives the distance; the third column of the rotation points from the first point to the second.</summary>
    internal static double Between(
        ReadOnlySpan<double> from, ReadOnlySpan<double> to, Span<double> middle, Span<double> rotation)
    {
        (double x, double y, double z) = (to[0] - from[0], to[1] - from[1], to[2] - from[2]);
        double length = Math.Sqrt((x * x) + (y * y) + (z * z));
        for (int i = 0; i < 3; i++)
            middle[i] = 0.5 * (from[i] + to[i]);
        if (length > 0)
            Align(x / length, y / length, z / length, rotation);
        else
            Align(0, 0, 1, rotation);
        return length;
    }

    /// <summary>
    /// Smallest rotation from +z to a unit vector. Its formula divides by 1 + z, so the lower half is reached by
    /// pointing the other way: a capsule looks the same from both ends.
    /// </summary>
    private static void Align(double x, double y, double z, Span<double> rotation)
    {
        if (z < 0)
            (x, y, z) = (-x, -y, -z);
        double k = 1 / (1 + z);
        ReadOnlySpan<double> rows = [1 - (x * x * k), -x * y * k, x, -x * y * k, 1 - (y * y * k), y, -x, -y, z];
        rows.CopyTo(rotation);
    }
}
