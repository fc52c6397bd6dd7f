namespace HiqlRobotics.Sim.Manipulation;

/// <summary>What little of rotations an arm needs. Matrices are row-major, quaternions w first.</summary>
internal static class Rotations
{
    /// <summary>The rotation in the world that takes one orientation to another, as axis × angle in rad (angle ≤ π).</summary>
    /// <param name="from">Shape (9,).</param>
    /// <param name="to">Shape (9,).</param>
    /// <param name="vector">Receives it, shape (3,).</param>
    public static void Difference(ReadOnlySpan<double> from, ReadOnlySpan<double> to, Span<double> vector)
    {
        Span<double> d = stackalloc double[9];
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                d[(3 * i) + j] = (to[3 * i] * from[3 * j]) + (to[(3 * i) + 1] * from[(3 * j) + 1]) + (to[(3 * i) + 2] * from[(3 * j) + 2]);
        Span<double> q = stackalloc double[4];
        ToQuaternion(d, q);
        var sine = Math.Sqrt((q[1] * q[1]) + (q[2] * q[2]) + (q[3] * q[3]));
        var scale = sine < 1e-12 ? 2 : 2 * Math.Atan2(sine, Math.Abs(q[0])) / sine * (q[0] < 0 ? -1 : 1);
        for (var k = 0; k < 3; k++)
            vector[k] = scale * q[k + 1];
    }

    /// <summary>Turn about the world's z in rad.</summary>
    public static double Yaw(ReadOnlySpan<double> quaternion)
    {
        var (w, x, y, z) = (quaternion[0], quaternion[1], quaternion[2], quaternion[3]);
        return Math.Atan2(2 * ((w * z) + (x * y)), 1 - (2 * ((y * y) + (z * z))));
    }

    // The largest component first, so that nothing is divided by a small number.
    private static void ToQuaternion(ReadOnlySpan<double> m, Span<double> q)
    {
        var (x, y, z) = (m[0], m[4], m[8]);
        var trace = x + y + z;
        if (trace >= Math.Max(x, Math.Max(y, z)))
            (q[0], q[1], q[2], q[3]) = (1 + trace, m[7] - m[5], m[2] - m[6], m[3] - m[1]);
        else if (x >= y && x >= z)
            (q[0], q[1], q[2], q[3]) = (m[7] - m[5], 1 + x - y - z, m[1] + m[3], m[2] + m[6]);
        else if (y >= z)
            (q[0], q[1], q[2], q[3]) = (m[2] - m[6], m[1] + m[3], 1 - x + y - z, m[5] + m[7]);
        else
            (q[0], q[1], q[2], q[3]) = (m[3] - m[1], m[2] + m[6], m[5] + m[7], 1 - x - y + z);
        var length = Math.Sqrt((q[0] * q[0]) + (q[1] * q[1]) + (q[2] * q[2]) + (q[3] * q[3]));
        for (var k = 0; k < 4; k++)
            q[k] /= length;
    }
}
