namespace HiqlRobotics.Control.Statistics;

/// <summary>One point of a profile.</summary>
/// <param name="Threshold">τ.</param>
/// <param name="Share">Share of runs × tasks scores above it, with its pointwise bootstrap band.</param>
public readonly record struct ProfilePoint(double Threshold, Estimate Share);

/// <summary>
/// Score distributions: for every τ the share of runs × tasks scores above it (rliable's performance profile; Dolan and
/// Moré 2002). A curve above another at every τ is better whatever the aggregate.
/// </summary>
public static class PerformanceProfile
{
    /// <summary>The profile over a grid of thresholds.</summary>
    /// <param name="scores">Shape (runs, tasks).</param>
    /// <param name="thresholds">Values of τ, in any order.</param>
    /// <param name="options">Resamples, confidence and seed of the band; null for the defaults.</param>
    /// <exception cref="ArgumentException">No score, no threshold, or runs of different lengths.</exception>
    public static ProfilePoint[] Of(
        IReadOnlyList<double[]> scores, IReadOnlyList<double> thresholds, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(thresholds);
        if (thresholds.Count == 0)
            throw new ArgumentException("thresholds: there is none", nameof(thresholds));
        Scores.RequireNumbers(thresholds, nameof(thresholds));
        var shares = StratifiedBootstrap.Intervals(
            scores, matrix => [.. thresholds.Select(threshold => ShareAbove(matrix, threshold))], options);
        return [.. thresholds.Select((threshold, i) => new ProfilePoint(threshold, shares[i]))];
    }

    private static double ShareAbove(IReadOnlyList<double[]> scores, double threshold)
    {
        var above = 0;
        foreach (var run in scores)
            foreach (var score in run)
                above += score > threshold ? 1 : 0;
        return (double)above / (scores.Count * scores[0].Length);
    }
}
