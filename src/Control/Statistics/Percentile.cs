namespace HiqlRobotics.Control.Statistics;

/// <summary>Percentiles between two of the values, linearly (NumPy's default, method 7 of Hyndman and Fan 1996).</summary>
public static class Percentile
{
    /// <summary>The value below which a share of sorted values lies.</summary>
    /// <param name="sorted">Ascending, at least one.</param>
    /// <param name="share">From 0 to 1.</param>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("there is no value", nameof(sorted));
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /// <summary>An estimate whose interval is the middle share of what resampling gave.</summary>
    /// <param name="value">The estimate.</param>
    /// <param name="resampled">What it was in each resample, at least one; sorted by this.</param>
    /// <param name="confidence">The share, e.g. 0.95.</param>
    public static Estimate Interval(double value, double[] resampled, double confidence)
    {
        ArgumentNullException.ThrowIfNull(resampled);
        Array.Sort(resampled);
        return new Estimate(value, OfSorted(resampled, (1 - confidence) / 2), OfSorted(resampled, (1 + confidence) / 2));
    }
}
