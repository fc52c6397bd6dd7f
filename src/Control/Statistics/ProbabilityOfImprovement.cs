using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control.Statistics;

/// <summary>
/// P(X &gt; Y): how probable it is that a run of X beats a run of Y on a task drawn at random. Per task the share of pairs
/// of runs that X wins, ties counting one half (Mann and Whitney's U over the number of pairs), averaged over tasks (rliable).
/// </summary>
public static class ProbabilityOfImprovement
{
    /// <summary>The probability and its stratified bootstrap interval, in which both sides are drawn anew.</summary>
    /// <param name="x">Shape (runs of X, tasks).</param>
    /// <param name="y">Shape (runs of Y, tasks): the same tasks in the same order.</param>
    /// <param name="options">Resamples, confidence and seed; null for the defaults.</param>
    /// <exception cref="ArgumentException">No score, runs of different lengths, or different numbers of tasks.</exception>
    public static Estimate Of(IReadOnlyList<double[]> x, IReadOnlyList<double[]> y, BootstrapOptions? options = null)
    {
        Scores.Require(x, nameof(x));
        Scores.Require(y, nameof(y));
        if (x[0].Length != y[0].Length)
            throw new ArgumentException($"x has {x[0].Length} tasks, y has {y[0].Length}");
        options ??= new BootstrapOptions();
        options.Require();
        var (left, right) = (Scores.SortedByTask(x), Scores.SortedByTask(y));
        var drawX = new StratifiedBootstrap.Resample(left, new RandomStream(options.Seed, "statistics/improvement", 0));
        var drawY = new StratifiedBootstrap.Resample(right, new RandomStream(options.Seed, "statistics/improvement", 1));
        return StratifiedBootstrap.Intervals([Value(left, right)], () => [Value(drawX.Draw(), drawY.Draw())], options)[0];
    }

    private static double Value(double[][] x, double[][] y)
    {
        // Wins and ties are counted in halves, so that the sum is exact and does not depend on the order.
        long halves = 0;
        for (var task = 0; task < x[0].Length; task++)
            foreach (var left in x)
                foreach (var right in y)
                    halves += left[task] > right[task] ? 2 : left[task] == right[task] ? 1 : 0;
        return halves / (2.0 * x.Length * y.Length * x[0].Length);
    }
}
