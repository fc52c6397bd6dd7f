using HiqlRobotics.Contracts;
using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tests.Control.Statistics;

public sealed class StratifiedBootstrapTests
{
    private static readonly BootstrapOptions Many = new() { Resamples = 40_000, Seed = 1 };

    [Fact]
    public void Interval_of_the_iqm_is_that_of_numpy()
    {
        var estimate = StratifiedBootstrap.Interval(SampleScores.X, Aggregate.InterquartileMean, Many);

        Assert.Equal(0.61, estimate.Value, 1e-12);
        Assert.Equal(0.525, estimate.Low, 5e-3);
        Assert.Equal(0.685, estimate.High, 5e-3);
    }

    [Fact]
    public void Interval_of_a_rate_is_that_of_the_binomial()
    {
        // Resampling 5 of 10 draws a binomial (10, 1/2): P(≤ 1) = 0.011 and P(≤ 2) = 0.055 stand on either side of 2.5 %.
        double[][] runs = [.. Enumerable.Range(0, 10).Select(i => (double[])[i % 2])];

        var estimate = StratifiedBootstrap.Interval(runs, Aggregate.Mean, Many);

        Assert.Equal(0.5, estimate.Value, 1e-12);
        Assert.Equal(0.2, estimate.Low, 1e-12);
        Assert.Equal(0.8, estimate.High, 1e-12);
    }

    [Fact]
    public void Runs_are_drawn_inside_their_task()
    {
        // Every run of a task scores alike, so there is nothing to draw; across tasks there would be.
        var estimate = StratifiedBootstrap.Interval([[0, 1], [0, 1], [0, 1]], Aggregate.Mean);

        Assert.Equal(new Estimate(0.5, 0.5, 0.5), estimate);
    }

    [Fact]
    public void One_run_has_nothing_to_draw_from()
    {
        var drawn = 0;

        var estimate = StratifiedBootstrap.Interval([[0.1, 0.8, 0.6]], matrix =>
        {
            drawn++;
            return Aggregate.Mean(matrix);
        });

        Assert.Equal(new Estimate(0.5, 0.5, 0.5), estimate);
        Assert.Equal(1, drawn);
    }

    [Fact]
    public void Same_seed_gives_the_same_bits_in_any_order_of_runs()
    {
        var options = new BootstrapOptions { Resamples = 500, Seed = 4 };
        var first = StratifiedBootstrap.Interval(SampleScores.X, Aggregate.Mean, options);
        var x = SampleScores.X;
        double[][] shuffled = [x[3], x[0], x[4], x[2], x[1]];

        Assert.Equal(first, StratifiedBootstrap.Interval(SampleScores.X, Aggregate.Mean, options));
        Assert.Equal(first, StratifiedBootstrap.Interval(shuffled, Aggregate.Mean, options));
        Assert.NotEqual(first, StratifiedBootstrap.Interval(SampleScores.X, Aggregate.Mean, options with { Seed = 5 }));
    }

    [Fact]
    public void Scores_are_left_as_they_were()
    {
        var scores = SampleScores.X;
        StratifiedBootstrap.Interval(scores, Aggregate.Mean, new BootstrapOptions { Resamples = 10 });

        Assert.Equal(SampleScores.X, scores);
    }

    [Fact]
    public void Interval_covers_a_known_rate_as_often_as_it_says()
    {
        // 1 000 evaluations of two tasks with rates 0.6 and 0.3; the share covered has a standard error of 0.7 %.
        const int trials = 1000, runs = 60;
        double[] rates = [0.6, 0.3];
        var random = new RandomStream(1, "test/coverage");
        var covered = 0;
        for (var trial = 0; trial < trials; trial++)
        {
            double[][] scores = [.. Enumerable.Range(0, runs).Select(_ =>
                (double[])[.. rates.Select(rate => random.NextDouble() < rate ? 1.0 : 0.0)])];
            var interval = StratifiedBootstrap.Interval(
                scores, Rate, new BootstrapOptions { Resamples = 500, Seed = (ulong)trial });
            covered += interval.Low <= rates.Average() && rates.Average() <= interval.High ? 1 : 0;
        }

        Assert.InRange((double)covered / trials, 0.93, 0.97);
    }

    [Fact]
    public void What_cannot_be_resampled_is_refused()
    {
        Assert.Throws<ArgumentException>(() => StratifiedBootstrap.Interval([], Aggregate.Mean));
        Assert.Throws<ArgumentException>(() => StratifiedBootstrap.Interval([[1], [1, 2]], Aggregate.Mean));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => StratifiedBootstrap.Interval([[1]], Aggregate.Mean, new BootstrapOptions { Resamples = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => StratifiedBootstrap.Interval([[1]], Aggregate.Mean, new BootstrapOptions { Confidence = 95 }));
    }

    // Aggregate.Mean checks its input each time, which 60 million scores need not.
    private static double Rate(IReadOnlyList<double[]> scores)
    {
        var sum = 0.0;
        foreach (var run in scores)
            sum += run[0] + run[1];
        return sum / (2 * scores.Count);
    }
}
