namespace HiqlRobotics.Control.Statistics;

/// <summary>Percentiles between two of the values, linearly (NumPy's default, method 7 of Hyndman and Fan 1996).</summary>
internal static class Percentile
{
    /// <summary>The value below which a share of sorted values lies.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>An estimate whose interval is the middle share of what resampling gave; sorts the array.</summary>
    public static Estimate Interval(double value, double[] resampled, double confidence)
    {
        Array.Sort(resampled);
        return new Estimate(value, OfSorted(resampled, (1 - confidence) / 2), OfSorted(resampled, (1 + confidence) / 2));
    }
}
