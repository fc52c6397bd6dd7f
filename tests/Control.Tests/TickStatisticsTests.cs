using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

public sealed class TickStatisticsTests
{
    [Fact]
    public void Percentiles_are_nearest_rank_in_microseconds()
    {
        var statistics = new TickStatistics(2000);
        foreach (var i in Enumerable.Range(1, 1000).Reverse())
            statistics.Add(i * 1000);

        Assert.Equal(new Percentiles(500, 990, 999, 1000), statistics.Summarize());
    }

    [Fact]
    public void One_value_is_every_percentile()
    {
        var statistics = new TickStatistics(5);
        statistics.Add(7000);

        Assert.Equal(new Percentiles(7, 7, 7, 7), statistics.Summarize());
    }

    [Fact]
    public void Nothing_recorded_gives_zeros()
    {
        Assert.Equal(new Percentiles(0, 0, 0, 0), new TickStatistics(5).Summarize());
    }

    [Fact]
    public void The_ring_forgets_old_ticks_but_not_the_worst_one()
    {
        var statistics = new TickStatistics(10);
        statistics.Add(50_000);
        for (var i = 0; i < 10; i++)
            statistics.Add(2000);

        Assert.Equal(new Percentiles(2, 2, 2, 50), statistics.Summarize());
        Assert.Equal(11, statistics.Count);
    }
}
