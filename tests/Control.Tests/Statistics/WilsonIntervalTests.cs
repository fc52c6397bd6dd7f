using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tests.Control.Statistics;

public sealed class WilsonIntervalTests
{
    // At 0 of n the upper bound is z²/(n + z²); the rest by the quadratic's roots with z² = 3.841458820694124, by hand.
    [Theory]
    [InlineData(0, 10, 0.0, 0.277532)]
    [InlineData(10, 10, 0.722468, 1.0)]
    [InlineData(5, 10, 0.236593, 0.763407)]
    [InlineData(45, 50, 0.786398, 0.956524)]
    public void Bounds_are_those_worked_out_by_hand(int successes, int trials, double low, double high)
    {
        var interval = WilsonInterval.Of(successes, trials);

        Assert.Equal(low, interval[0], 5e-6);
        Assert.Equal(high, interval[1], 5e-6);
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(120, 250)]
    [InlineData(249, 250)]
    public void Both_bounds_are_exactly_z_standard_errors_away(int successes, int trials)
    {
        var rate = (double)successes / trials;
        Assert.All(WilsonInterval.Of(successes, trials), bound =>
            Assert.Equal(1.959963984540054, Math.Abs(rate - bound) / Math.Sqrt(bound * (1 - bound) / trials), 1e-9));
    }

    [Fact]
    public void Nothing_tried_says_nothing() => Assert.Equal([0.0, 1.0], WilsonInterval.Of(0, 0));

    [Fact]
    public void Other_confidences_have_other_quantiles()
    {
        Assert.Equal(WilsonInterval.Of(45, 50), WilsonInterval.Of(45, 50, 1.959963984540054));
        Assert.True(WilsonInterval.Of(45, 50, 3)[0] < WilsonInterval.Of(45, 50)[0]);
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(37)]
    public void Bounds_at_both_ends_are_exact(int trials)
    {
        Assert.Equal(0.0, WilsonInterval.Of(0, trials)[0]);
        Assert.Equal(1.0, WilsonInterval.Of(trials, trials)[1]);
    }
}
