using HiqlRobotics.Contracts;
using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

public sealed class ActionFilterTests
{
    private static readonly ArraySpec Bounds = new(["a", "b"], [-1f, 0.5f], [1f, 2f]);

    [Fact]
    public void Values_inside_the_bounds_pass_unchanged()
    {
        var filter = new ActionFilter(Bounds);
        float[] action = [0.25f, 1.5f];

        Assert.True(filter.Apply(action));
        Assert.Equal([0.25f, 1.5f], action);
        Assert.Equal(0, filter.Clipped);
    }

    [Fact]
    public void Values_outside_are_clipped_and_counted_once_a_tick()
    {
        var filter = new ActionFilter(Bounds);
        float[] action = [-3f, 7f];

        Assert.True(filter.Apply(action));
        Assert.Equal([-1f, 2f], action);
        Assert.Equal(1, filter.Clipped);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Non_finite_values_become_the_last_action(float bad)
    {
        var filter = new ActionFilter(Bounds);
        filter.Apply([0.5f, 1f]);
        float[] action = [0f, bad];

        Assert.False(filter.Apply(action));
        Assert.Equal([0.5f, 1f], action);
    }

    [Fact]
    public void The_safe_action_is_zero_or_the_bound_nearest_to_it()
    {
        Assert.Equal([0f, 0.5f], new ActionFilter(Bounds).SafeAction.ToArray());
    }

    [Fact]
    public void The_rate_limit_counts_from_what_was_sent()
    {
        var filter = new ActionFilter(Bounds, maxChange: 0.25f);
        float[] action = [1f, 0.5f];
        filter.Apply(action);
        Assert.Equal([0.25f, 0.5f], action);

        action = [1f, 0.5f];
        filter.Apply(action);
        Assert.Equal([0.5f, 0.5f], action);
        Assert.Equal(2, filter.RateLimited);
    }

    [Fact]
    public void A_reset_forgets_the_last_action()
    {
        var filter = new ActionFilter(Bounds);
        filter.Apply([0.5f, 1f]);
        filter.Reset();
        float[] action = [float.NaN, 0f];
        filter.Apply(action);

        Assert.Equal([0f, 0.5f], action);
    }
}
