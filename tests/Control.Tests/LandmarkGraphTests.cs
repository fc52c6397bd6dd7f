using HiqlRobotics.Contracts;
using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

public sealed class LandmarkGraphTests
{
    private const float EdgeLength = 10;

    [Theory]
    [InlineData(0.25f, 1)]
    [InlineData(7, 7)]
    [InlineData(10, 10)]
    [InlineData(20, 20e6)]
    [InlineData(5000, 5e33)]
    public void An_edge_costs_its_length_or_more_than_any_way_around(float distance, double weight) =>
        Assert.Equal(1, LandmarkGraph.Weight(distance, EdgeLength) / weight, 1e-3);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(-1.995, 2)]
    [InlineData(0, 0.001)]
    public void The_value_of_so_many_steps_is_read_as_so_many_steps(float value, double steps) =>
        Assert.Equal(steps, new ValueDistance(0.995).Of(value), 1e-4);

    [Theory]
    [InlineData(-200)]
    [InlineData(-1000)]
    [InlineData(float.NegativeInfinity)]
    public void A_value_beyond_the_lowest_is_far_away_but_finite(float value) =>
        Assert.Equal(Math.Log(1e-3 * 0.005) / Math.Log(0.995), new ValueDistance(0.995).Of(value), 0.1);

    [Fact]
    public void No_number_is_infinitely_far() => Assert.Equal(float.PositiveInfinity, new ValueDistance(0.995).Of(float.NaN));

    // 0 → 1 → 2 → 3 is 8 each; 0 → 3 is 11, one more than an edge is believed; nothing leads back from 3.
    [Fact]
    public void A_believed_way_around_wins_over_one_long_edge()
    {
        var paths = new ShortestPaths(Graph(4, (0, 1, 8), (1, 2, 8), (2, 3, 8), (0, 3, 11)));
        paths.Search(3);

        Assert.Equal([0, 1, 2, 3], Way(paths, 0));
        Assert.Equal([24, 16, 8, 0], Enumerable.Range(0, 4).Select(paths.Cost));
    }

    [Fact]
    public void A_long_edge_is_taken_where_there_is_no_other_way()
    {
        var paths = new ShortestPaths(Graph(3, (0, 1, 8), (1, 2, 12)));
        paths.Search(2);

        Assert.Equal([0, 1, 2], Way(paths, 0));
        Assert.InRange(paths.Cost(0), 12_000, 1e9);
    }

    [Fact]
    public void Edges_have_a_direction()
    {
        var paths = new ShortestPaths(Graph(3, (0, 1, 3), (1, 0, 9), (1, 2, 3), (2, 1, 3), (0, 2, 9)));
        paths.Search(0);

        Assert.Equal([2, 1, 0], Way(paths, 2));
        Assert.Equal(12, paths.Cost(2));
    }

    [Fact]
    public void An_edge_leaves_from_any_node_that_is_the_same_place()
    {
        // 0 and 1 are the same to who comes; only from 0 the next is near.
        var paths = new ShortestPaths(Graph(4, (0, 1, 0), (1, 0, 0.5), (0, 2, 2), (1, 2, 14), (3, 0, 4), (3, 2, 10)));
        paths.Search(2);

        Assert.Equal(8, paths.Cost(0));
        Assert.Equal(8, paths.Cost(1));
        Assert.Equal([3, 2], Way(paths, 3));
    }

    [Fact]
    public void A_search_agrees_with_all_ways_tried()
    {
        const int count = 30;
        var stream = new RandomStream(4, "test/graph");
        var graph = new LandmarkGraph(Settings(count), [.. Enumerable.Range(0, count)],
            [.. Enumerable.Range(0, count * count).Select(_ => (Half)stream.NextDouble(0.5, 30))]);
        var cost = new float[count];
        Array.Fill(cost, float.PositiveInfinity);
        cost[7] = 0;
        for (var round = 0; round < count; round++)
            for (var to = 0; to < count; to++)
                for (var from = 0; from < count; from++)
                    cost[from] = Math.Min(cost[from], cost[to] + graph.WeightsInto(to)[from]);
        var paths = new ShortestPaths(graph);
        paths.Search(7);

        Assert.Equal(cost, Enumerable.Range(0, count).Select(paths.Cost));
    }

    // Everything that is not said is out of reach.
    internal static LandmarkGraph Graph(int count, params (int From, int To, double Steps)[] edges)
    {
        var distances = new Half[count * count];
        Array.Fill(distances, (Half)2000);
        foreach (var (from, to, steps) in edges)
            distances[(from * count) + to] = (Half)steps;
        return new LandmarkGraph(Settings(count), [.. Enumerable.Range(0, count)], distances);
    }

    private static GraphSettings Settings(int count) =>
        new() { Nodes = count, EdgeLength = EdgeLength, Horizon = 20, Discount = 0.995, ValueSha256 = new string('0', 64) };

    private static List<int> Way(ShortestPaths paths, int start)
    {
        List<int> way = [];
        for (var node = start; node >= 0; node = paths.Next(node))
            way.Add(node);
        return way;
    }
}
