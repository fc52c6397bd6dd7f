using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control.Statistics;

/// <summary>
/// Percentile intervals of statistics of a matrix of scores, shape (runs, tasks): runs are drawn with replacement
/// independently inside each task (rliable's stratified bootstrap). Unlike the original's, the draws are seeded. The result
/// does not depend on the order of the runs.
/// </summary>
public static class StratifiedBootstrap
{
    /// <summary>The interval of one statistic, e.g. <see cref="Aggregate.InterquartileMean"/>.</summary>
    /// <param name="scores">Shape (runs, tasks).</param>
    /// <param name="statistic">Of a matrix of the same shape, which it must not keep.</param>
    /// <param name="options">Resamples, confidence and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">No score, or runs of different lengths.</exception>
    public static Estimate Interval(
        IReadOnlyList<double[]> scores, Func<IReadOnlyList<double[]>, double> statistic, BootstrapOptions? options = null) =>
        Intervals(scores, matrix => [statistic(matrix)], options)[0];

    /// <summary>Intervals of several statistics over the same resamples.</summary>
    /// <param name="scores">Shape (runs, tasks).</param>
    /// <param name="statistics">Of a matrix of the same shape, which it must not keep; always as many.</param>
    /// <param name="options">Resamples, confidence and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">No score, or runs of different lengths.</exception>
    public static Estimate[] Intervals(
        IReadOnlyList<double[]> scores, Func<IReadOnlyList<double[]>, double[]> statistics, BootstrapOptions? options = null)
    {
        Scores.Require(scores, nameof(scores));
        ArgumentNullException.ThrowIfNull(statistics);
        options ??= new BootstrapOptions();
        options.Require();
        var sorted = Scores.SortedByTask(scores);
        // Whatever is drawn from one run is that run.
        if (sorted.Length == 1)
            return [.. statistics(sorted).Select(value => new Estimate(value, value, value))];
        var resample = new Resample(sorted, new RandomStream(options.Seed, "statistics/stratified"));
        return Intervals(statistics(sorted), () => statistics(resample.Draw()), options);
    }

    /// <summary>Draws until there are enough, and takes the percentiles of each statistic.</summary>
    internal static Estimate[] Intervals(double[] values, Func<double[]> draw, BootstrapOptions options)
    {
        var drawn = values.Select(_ => new double[options.Resamples]).ToArray();
        for (var i = 0; i < options.Resamples; i++)
        {
            var statistics = draw();
            for (var s = 0; s < drawn.Length; s++)
                drawn[s][i] = statistics[s];
        }
        return [.. values.Select((value, s) => Percentile.Interval(value, drawn[s], options.Confidence))];
    }

    /// <summary>Draws matrices of the same shape into one buffer.</summary>
    internal sealed class Resample(double[][] scores, RandomStream random)
    {
        private readonly double[][] _drawn = [.. scores.Select(run => new double[run.Length])];

        public double[][] Draw()
        {
            for (var task = 0; task < scores[0].Length; task++)
                foreach (var run in _drawn)
                    run[task] = scores[random.NextInt32(scores.Length)][task];
            return _drawn;
        }
    }
}
