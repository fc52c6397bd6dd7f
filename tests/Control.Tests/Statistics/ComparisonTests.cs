using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tests.Control.Statistics;

public sealed class ComparisonTests
{
    private static readonly BootstrapOptions Many = new() { Resamples = 40_000, Seed = 1 };

    [Fact]
    public void Probability_of_improvement_is_that_of_numpy()
    {
        // Of 15 pairs per task X wins, with ties as halves, 9.5, 8.5, 10.5 and 11.
        var estimate = ProbabilityOfImprovement.Of(SampleScores.X, SampleScores.Y, Many);

        Assert.Equal(39.5 / 60, estimate.Value, 1e-12);
        Assert.Equal(0.4667, estimate.Low, 0.017);
        Assert.Equal(0.8333, estimate.High, 0.017);
    }

    [Fact]
    public void Probabilities_of_both_directions_add_up_to_one()
    {
        Assert.Equal(1, ProbabilityOfImprovement.Of(SampleScores.X, SampleScores.Y).Value
            + ProbabilityOfImprovement.Of(SampleScores.Y, SampleScores.X).Value, 1e-12);
        Assert.Equal(0.5, ProbabilityOfImprovement.Of(SampleScores.X, SampleScores.X).Value, 1e-12);
        Assert.Throws<ArgumentException>(() => ProbabilityOfImprovement.Of(SampleScores.X, [[1, 2]]));
    }

    [Fact]
    public void Probability_does_not_depend_on_the_order_of_runs()
    {
        double[][] reversed = [.. SampleScores.X.AsEnumerable().Reverse()];

        Assert.Equal(
            ProbabilityOfImprovement.Of(SampleScores.X, SampleScores.Y), ProbabilityOfImprovement.Of(reversed, SampleScores.Y));
    }

    [Fact]
    public void Profile_counts_scores_above_each_threshold()
    {
        double[] thresholds = [0, 0.1, 0.25, 0.5, 0.9];
        double[] low = [0.85, 0.65, 0.55, 0.5, 0.05], high = [1, 0.95, 0.85, 0.65, 0.35];

        var profile = PerformanceProfile.Of(SampleScores.X, thresholds, Many);

        // Of 20 scores 19, 16, 14, 11 and 4 are above; a score equal to τ is not.
        Assert.Equal([0.95, 0.8, 0.7, 0.55, 0.2], profile.Select(point => point.Share.Value));
        Assert.Equal(thresholds, profile.Select(point => point.Threshold));
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(low[i], profile[i].Share.Low, 0.0501));
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(high[i], profile[i].Share.High, 0.0501));
        Assert.Throws<ArgumentException>(() => PerformanceProfile.Of(SampleScores.X, []));
    }

    // 2 Σ C(n, i) / 2ⁿ up to the smaller count, in whole numbers.
    [Theory]
    [InlineData(0, 0, 1.0)]
    [InlineData(5, 0, 0.0625)]
    [InlineData(9, 2, 0.0654296875)]
    [InlineData(2, 9, 0.0654296875)]
    [InlineData(7, 7, 1.0)]
    [InlineData(40, 21, 0.020414713799634897)]
    [InlineData(700, 600, 0.0060157938610449525)]
    public void Sign_test_is_exact(int firstOnly, int secondOnly, double expected) =>
        Assert.Equal(expected, McNemarTest.PValue(firstOnly, secondOnly), 1e-10);

    [Fact]
    public void Paired_policies_are_compared_where_they_differ()
    {
        // 20 pairs of task 1, of which 6 and 1 differ, and 10 of task 2, of which 3 and 2 do: (5/20 + 1/10) / 2.
        var pairs = Pairs(1, 20, 6, 1).Concat(Pairs(2, 10, 3, 2)).ToArray();

        var comparison = PairedComparison.Of(pairs, Many);

        Assert.Equal((30, 9, 3), (comparison.Episodes, comparison.FirstOnly, comparison.SecondOnly));
        Assert.Equal(0.175, comparison.Difference.Value, 1e-12);
        Assert.Equal(-0.075, comparison.Difference.Low, 0.0251);
        Assert.Equal(0.425, comparison.Difference.High, 0.0251);
        Assert.Equal(0.14599609375, comparison.PValue, 1e-12);
        Assert.Equal(comparison, PairedComparison.Of([.. pairs.Reverse()], Many));
    }

    [Fact]
    public void Policies_that_never_differ_are_equal_for_certain()
    {
        var comparison = PairedComparison.Of(Pairs(1, 12, 0, 0));

        Assert.Equal(new Estimate(0, 0, 0), comparison.Difference);
        Assert.Equal(1, comparison.PValue);
        Assert.Throws<ArgumentException>(() => PairedComparison.Of([]));
    }

    [Fact]
    public void Evaluations_are_paired_by_task_and_seed()
    {
        EpisodeResult[] first = [Episode(1, 10, true), Episode(1, 11, false), Episode(2, 10, true)];
        EpisodeResult[] second = [Episode(2, 10, false), Episode(1, 10, true), Episode(1, 11, true)];

        Assert.Equal(
            [new PairedEpisode(1, true, true), new PairedEpisode(1, false, true), new PairedEpisode(2, true, false)],
            PairedComparison.Pair(first, second));
        Assert.Throws<ArgumentException>(() => PairedComparison.Pair(first, second[..2]));
        Assert.Throws<ArgumentException>(() => PairedComparison.Pair(first, [.. second[..2], Episode(3, 1, true)]));
        Assert.Throws<ArgumentException>(() => PairedComparison.Pair([first[0], first[0]], second[1..]));
    }

    private static PairedEpisode[] Pairs(int task, int count, int firstOnly, int secondOnly) =>
        [.. Enumerable.Range(0, count).Select(i => new PairedEpisode(
            task, i < firstOnly || i >= firstOnly + secondOnly, i >= firstOnly))];

    private static EpisodeResult Episode(int task, ulong seed, bool success) => new(task, 0, seed, success, 1, 0, new EpisodeDetails
    {
        FinalDistance = 0,
        Subgoals = 0,
        SubgoalChange = 0,
        StateSha256 = "",
        PolicyUs = new Percentiles(0, 0, 0, 0),
    });
}
