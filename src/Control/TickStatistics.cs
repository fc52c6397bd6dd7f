namespace HiqlRobotics.Control;

/// <summary>Percentiles of a tick duration, in microseconds.</summary>
/// <param name="P50">Median.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="P999">99.9th percentile.</param>
/// <param name="Max">Largest of all ticks, also of those that have left the window.</param>
public sealed record Percentiles(double P50, double P99, double P999, double Max);

/// <summary>Durations of the last ticks in a ring that is allocated once.</summary>
public sealed class TickStatistics
{
    private readonly long[] _nanoseconds;
    private long _max;

    /// <summary>A ring for this many ticks.</summary>
    public TickStatistics(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _nanoseconds = new long[capacity];
    }

    /// <summary>Ticks recorded.</summary>
    public long Count { get; private set; }

    /// <summary>Records one duration.</summary>
    public void Add(long nanoseconds)
    {
        _nanoseconds[Count % _nanoseconds.Length] = nanoseconds;
        Count++;
        _max = Math.Max(_max, nanoseconds);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => (Count, _max) = (0, 0);

    /// <summary>Nearest-rank percentiles over the ring; zeros where nothing was recorded. Allocates.</summary>
    public Percentiles Summarize()
    {
        var sorted = _nanoseconds.AsSpan(0, (int)Math.Min(Count, _nanoseconds.Length)).ToArray();
        Array.Sort(sorted);
        return new Percentiles(Rank(sorted, 0.5), Rank(sorted, 0.99), Rank(sorted, 0.999), _max * 1e-3);
    }

    private static double Rank(long[] sorted, double share) =>
        sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)] * 1e-3;
}
