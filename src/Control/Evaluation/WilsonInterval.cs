namespace HiqlRobotics.Control.Evaluation;

/// <summary>
/// Wilson's score interval of a success rate: unlike the textbook one it stays in [0, 1] and has a width at 0 and n.
/// </summary>
public static class WilsonInterval
{
    // The 97.5 % quantile of the standard normal distribution.
    private const double Z = 1.959963984540054;

    /// <summary>The 95 % interval; [0, 1] when nothing was tried.</summary>
    /// <returns>Lower and upper bound.</returns>
    public static double[] Of(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
            return [0, 1];
        var rate = (double)successes / trials;
        var center = rate + Z * Z / (2 * trials);
        var half = Z * Math.Sqrt(rate * (1 - rate) / trials + Z * Z / (4.0 * trials * trials));
        var scale = 1 + Z * Z / trials;
        return [Math.Max(0, (center - half) / scale), Math.Min(1, (center + half) / scale)];
    }
}
