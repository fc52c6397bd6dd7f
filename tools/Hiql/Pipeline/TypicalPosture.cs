using HiqlRobotics.Control;

namespace HiqlRobotics.Tools.Pipeline;

/// <summary>Everything of a state but its place: joints and velocities, which a robot on legs has and a point has not.</summary>
internal static class TypicalPosture
{
    private const int Place = 2;

    /// <summary>That of the landmark nearest to the landmarks' mean, a state the robot was really in.</summary>
    /// <returns>The elements behind x and y; null where the bundle has no landmarks.</returns>
    public static float[]? Of(ControllerBundle bundle)
    {
        if (bundle.Landmarks.IsEmpty)
            return null;
        var rows = bundle.Landmarks.ToArray().Chunk(bundle.Manifest.Environment.Observation.Dim).Select(row => row[Place..]).ToArray();
        var columns = Enumerable.Range(0, rows[0].Length).Select(column => Spread([.. rows.Select(row => (double)row[column])])).ToArray();
        return rows.MinBy(row => Distance(row, columns));
    }

    private static (double Mean, double Deviation) Spread(double[] values)
    {
        var mean = values.Average();
        return (mean, Math.Sqrt(values.Average(value => (value - mean) * (value - mean))));
    }

    // In standard deviations: radians, metres and their rates count alike.
    private static double Distance(float[] row, (double Mean, double Deviation)[] columns) =>
        row.Select((value, k) => (value - columns[k].Mean) / Math.Max(1e-6, columns[k].Deviation)).Sum(z => z * z);
}
