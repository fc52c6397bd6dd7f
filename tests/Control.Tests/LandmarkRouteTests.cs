using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

/// <summary>Ways of five nodes and a horizon of 10 steps, by hand.</summary>
public sealed class LandmarkRouteTests
{
    private const float Far = 100;

    [Fact]
    public void The_furthest_node_within_reach_is_the_one_to_go_for()
    {
        var route = Route();

        Assert.False(route.Choose([0, 4, 8, 12, 16], Far));
        Assert.Equal((0, 2), (route.Index, route.Target));
    }

    [Fact]
    public void The_index_only_advances()
    {
        var route = Route();
        route.Choose([9, 4, 1, 5, 9], Far);
        Assert.Equal((2, 4), (route.Index, route.Target));

        // What lies behind is not looked at any more.
        Assert.Equal([2, 3, 4], route.Ahead.ToArray().Select(node => node - 10));
        route.Choose([3, 7, 11], Far);
        Assert.Equal((2, 3), (route.Index, route.Target));
    }

    [Fact]
    public void Where_no_node_is_near_it_is_the_next_one()
    {
        var route = Route();
        route.Choose([11, 12, 13, 14, 15], Far);

        Assert.Equal((0, 1), (route.Index, route.Target));
    }

    [Fact]
    public void The_real_goal_counts_once_it_is_near()
    {
        var route = Route();
        route.Choose([0, 4, 8, 12, 16], 10);
        Assert.Equal(LandmarkRoute.RealGoal, route.Target);

        route.Choose([0, 4, 8, 12, 16], 10.5f);
        Assert.Equal(2, route.Target);
    }

    [Fact]
    public void The_real_goal_takes_the_place_of_a_last_node_that_is_next_and_far()
    {
        var route = Route();
        route.Choose([9, 9, 9, 1, 15], Far);

        Assert.Equal((3, LandmarkRoute.RealGoal), (route.Index, route.Target));
    }

    [Fact]
    public void The_way_is_lost_when_the_target_is_further_than_twice_the_horizon()
    {
        var route = Route();
        Assert.False(route.Choose([0, 4, 8, 12, 16], Far));
        Assert.False(route.Choose([16, 18, 20, 24, 28], Far));
        Assert.Equal(1, route.Target);
        Assert.True(route.Choose([18, 20.5f, 22, 26, 30], Far));
    }

    [Fact]
    public void Without_a_way_or_numbers_it_is_the_real_goal_or_the_next_node()
    {
        var empty = new LandmarkRoute(10);
        Assert.False(empty.Choose([], Far));
        Assert.Equal(LandmarkRoute.RealGoal, empty.Target);

        var blind = Route();
        var unknown = float.PositiveInfinity;
        Assert.False(blind.Choose([unknown, unknown, unknown, unknown, unknown], unknown));
        Assert.Equal((0, 1), (blind.Index, blind.Target));
    }

    private static LandmarkRoute Route()
    {
        var route = new LandmarkRoute(10);
        route.Take([10, 11, 12, 13, 14]);
        return route;
    }
}
