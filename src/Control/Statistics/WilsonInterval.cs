namespace HiqlRobotics.Control.Statistics;

/// <summary>
/// Wilson's score interval of a success rate: unlike the textbook one it stays in [0, 1] and has a width at 0 and n.
/// </summary>
public static class WilsonInterval
{
    // The 97.5 % quantile of the standard normal distribution.
    private const double Z95 = 1.959963984540054;

    /// <summary>The 95 % interval; [0, 1] when nothing was tried.</summary>
    /// <returns>Lower and upper bound.</returns>
    public static double[] Of(long successes, long trials) => Of(successes, trials, Z95);

    /// <summary>The interval of another confidence.</summary>
    /// <param name="successes">How many of the trials succeeded.</param>
    /// <param name="trials">How many there were.</param>
    /// <param name="z">The quantile of the standard normal distribution at (1 + confidence)/2.</param>
    /// <returns>Lower and upper bound.</returns>
    public static double[] Of(long successes, long trials, double z)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
            return [0, 1];
        var rate = (double)successes / trials;
        var center = rate + z * z / (2 * trials);
        var half = z * Math.Sqrt(rate * (1 - rate) / trials + z * z / (4.0 * trials * trials));
        var scale = 1 + z * z / trials;
        // At both ends the bound is exact; rounding must not exclude a rate of 1e-80.
        return [successes == 0 ? 0 : (center - half) / scale, successes == trials ? 1 : (center + half) / scale];
    }
}
