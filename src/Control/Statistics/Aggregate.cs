namespace HiqlRobotics.Control.Statistics;

/// <summary>
/// One number for a matrix of scores, shape (runs, tasks), as defined by rliable (Agarwal et al. 2021, "Deep
/// Reinforcement Learning at the Edge of the Statistical Precipice").
/// </summary>
public static class Aggregate
{
    // Share cut off at either end.
    private const double Trimmed = 0.25;

    /// <summary>Mean over all runs and tasks.</summary>
    /// <exception cref="ArgumentException">No score, or runs of different lengths.</exception>
    public static double Mean(IReadOnlyList<double[]> scores)
    {
        Scores.Require(scores, nameof(scores));
        return scores.SelectMany(run => run).Average();
    }

    /// <summary>
    /// IQM: the mean of the middle half of all runs × tasks scores. Of n scores the ⌊n/4⌋ smallest and as many of the largest
    /// are left out (SciPy's <c>trim_mean</c> with 0.25, which rliable calls).
    /// </summary>
    /// <exception cref="ArgumentException">No score, or runs of different lengths.</exception>
    public static double InterquartileMean(IReadOnlyList<double[]> scores)
    {
        Scores.Require(scores, nameof(scores));
        var sorted = scores.SelectMany(run => run).Order().ToArray();
        var cut = (int)(Trimmed * sorted.Length);
        return sorted.AsSpan(cut, sorted.Length - 2 * cut).ToArray().Average();
    }

    /// <summary>Median over tasks of the mean over runs.</summary>
    /// <exception cref="ArgumentException">No score, or runs of different lengths.</exception>
    public static double Median(IReadOnlyList<double[]> scores)
    {
        Scores.Require(scores, nameof(scores));
        var means = Enumerable.Range(0, scores[0].Length).Select(task => scores.Average(run => run[task])).Order().ToArray();
        return Percentile.OfSorted(means, 0.5);
    }

    /// <summary>By how much scores fall short of γ on average; what lies above it does not count.</summary>
    /// <param name="scores">Shape (runs, tasks).</param>
    /// <param name="gamma">The score worth reaching: 1 for success rates.</param>
    /// <exception cref="ArgumentException">No score, or runs of different lengths.</exception>
    public static double OptimalityGap(IReadOnlyList<double[]> scores, double gamma = 1)
    {
        Scores.Require(scores, nameof(scores));
        return gamma - scores.SelectMany(run => run).Average(score => Math.Min(score, gamma));
    }
}
