using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tests.Control.Statistics;

public sealed class AggregateTests
{
    [Fact]
    public void Sample_has_the_values_worked_out_in_numpy()
    {
        // Of 20 scores the five smallest (0 to 0.20) and the five largest (0.95 to 1, and one 0.90) are cut off; the rest adds up to 6.1.
        Assert.Equal(0.61, Aggregate.InterquartileMean(SampleScores.X), 1e-12);
        Assert.Equal(0.5675, Aggregate.Mean(SampleScores.X), 1e-12);
        Assert.Equal(0.6, Aggregate.Median(SampleScores.X), 1e-12);
        Assert.Equal(0.4325, Aggregate.OptimalityGap(SampleScores.X), 1e-12);
        Assert.Equal(0.3475, Aggregate.OptimalityGap(SampleScores.X, 0.9), 1e-12);
    }

    // n scores 1, 2, 4, 8, …: ⌊n/4⌋ are cut off at either end, as by int(0.25 * n) in SciPy's trim_mean.
    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(3, 7.0 / 3)]
    [InlineData(4, 3.0)]
    [InlineData(7, 62.0 / 5)]
    [InlineData(8, 60.0 / 4)]
    [InlineData(9, 124.0 / 5)]
    public void A_quarter_rounded_down_is_cut_off_at_either_end(int count, double expected)
    {
        double[] run = [.. Enumerable.Range(0, count).Select(i => Math.Pow(2, i))];

        Assert.Equal(expected, Aggregate.InterquartileMean([run]), 1e-12);
        Assert.Equal(expected, Aggregate.InterquartileMean([.. run.Reverse().Select(score => (double[])[score])]), 1e-12);
    }

    [Fact]
    public void What_is_no_matrix_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Aggregate.Mean([]));
        Assert.Throws<ArgumentException>(() => Aggregate.InterquartileMean([[]]));
        Assert.Contains("run 1 has 2", Assert.Throws<ArgumentException>(() => Aggregate.Median([[1], [1, 0]])).Message);
        Assert.Throws<ArgumentException>(() => Aggregate.Mean([[0.5, double.NaN]]));
    }

    [Fact]
    public void Seeds_are_aggregated_as_ogbench_reports_them()
    {
        // Last three of four evaluations, two tasks: 0.7, 0.55 and 2.8/3; deviation over seeds with n − 1.
        double[][][] evaluations =
        [
            [[0.1, 0.2], [0.5, 0.7], [0.6, 0.8], [0.7, 0.9]],
            [[0.0, 0.0], [0.4, 0.4], [0.5, 0.5], [0.6, 0.9]],
            [[0.9, 0.9], [0.8, 1.0], [0.9, 0.9], [1.0, 1.0]],
        ];

        var aggregate = SeedAggregate.Of(evaluations);

        Assert.Equal([0.7, 0.55, 2.8 / 3], aggregate.PerSeed, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(0.7277777777777779, aggregate.Mean, 1e-12);
        Assert.Equal(0.19317042945237456, aggregate.StandardDeviation!.Value, 1e-12);
        Assert.Equal((0.8 + 0.75 + 1.0) / 3, SeedAggregate.Of(evaluations, last: 1).Mean, 1e-12);
    }

    [Fact]
    public void One_seed_has_no_deviation_and_a_short_run_is_refused()
    {
        Assert.Null(SeedAggregate.Of([[[1, 0]]], last: 1).StandardDeviation);
        Assert.Throws<ArgumentException>(() => SeedAggregate.Of([]));
        Assert.Throws<ArgumentException>(() => SeedAggregate.Of([[[1, 0]]]));
        Assert.Throws<ArgumentException>(() => SeedAggregate.Of([[[1, 0]], [[1]]], last: 1));
    }
}
