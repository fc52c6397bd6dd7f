namespace HiqlRobotics.Tests.Control.Statistics;

/// <summary>
/// Two small matrices, runs × tasks. What the tests expect of them was worked out in NumPy from rliable's definitions; the
/// intervals there are those of 40 000 to 100 000 resamples with NumPy's own draws.
/// </summary>
internal static class SampleScores
{
    public static double[][] X =>
    [
        [0.90, 0.40, 0.10, 1.00],
        [0.80, 0.60, 0.00, 0.95],
        [0.95, 0.20, 0.30, 1.00],
        [0.70, 0.50, 0.20, 0.85],
        [0.85, 0.10, 0.05, 0.90],
    ];

    public static double[][] Y =>
    [
        [0.80, 0.40, 0.00, 0.90],
        [0.70, 0.30, 0.10, 0.95],
        [0.90, 0.35, 0.05, 0.80],
    ];
}
