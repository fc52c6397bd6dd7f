using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tests.Contracts;

public sealed class TickTraceTests
{
    private readonly List<TickPoint> _points = [];

    [Fact]
    public void The_running_episode_comes_oldest_first()
    {
        var trace = new TickTrace(16);
        Add(trace, 1, 0, 1, 2);
        Add(trace, 2, 0, 1);

        trace.ReadEpisode(_points);

        Assert.Equal([(2, 0), (2, 1)], _points.Select(point => (point.Episode, point.Step)));
    }

    [Fact]
    public void After_a_branch_only_what_led_to_the_newest_tick_is_left()
    {
        var trace = new TickTrace(64);
        Add(trace, 1, 0, 1, 2, 3, 4, 5);
        Add(trace, 1, 2, 3);

        trace.ReadEpisode(_points);

        Assert.Equal([0, 1, 2, 3], _points.Select(point => point.Step));
        Assert.Equal([0, 1, 6, 7], _points.Select(point => point.Tick));
    }

    [Fact]
    public void A_full_ring_gives_its_newest_but_never_what_may_be_overwritten()
    {
        var trace = new TickTrace(8);
        Add(trace, 1, [.. Enumerable.Range(0, 100)]);

        trace.ReadEpisode(_points);

        Assert.Equal(Enumerable.Range(93, 7), _points.Select(point => point.Step));
    }

    [Fact]
    public void A_reader_beside_the_writer_sees_whole_entries()
    {
        var trace = new TickTrace(32);
        using var done = new CancellationTokenSource();
        var writer = new Thread(() =>
        {
            for (var step = 0; !done.IsCancellationRequested; step++)
                trace.Add(new TickPoint { Episode = 1, Step = step, Tick = step, Value = step, X = step, Y = step });
        });
        writer.Start();
        for (var i = 0; i < 20_000; i++)
        {
            trace.ReadEpisode(_points);
            foreach (var point in _points)
                Assert.Equal((point.Tick, (float)point.Step, (float)point.Step), (point.Step, point.X, point.Y));
        }
        done.Cancel();
        writer.Join();
    }

    private static void Add(TickTrace trace, int episode, params int[] steps)
    {
        foreach (var step in steps)
            trace.Add(new TickPoint { Episode = episode, Step = step, Tick = trace.Count });
    }
}
