using System.Buffers.Binary;
using System.Diagnostics;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Window;

namespace HiqlRobotics.Tests.Windowing;

public sealed class SimWindowTests : IClassFixture<XvfbDisplay>, IDisposable
{
    private readonly XvfbDisplay _display;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hiql-window");
    private readonly SimEnvironment _environment = EnvironmentCatalog.Create("pointmaze-medium");
    private readonly SteadyPolicy _policy = new();

    public SimWindowTests(XvfbDisplay display) => _display = display;

    [XvfbFact]
    public void A_screenshot_is_taken_and_the_window_closes()
    {
        var picture = Path.Combine(_folder.FullName, "window.png");

        new SimWindow(_environment, _policy, new SimWindowOptions
        {
            Width = 640,
            Height = 480,
            ScreenshotPath = picture,
            ScreenshotAfter = 2,
            TaskId = 1,
        }).Run();

        var png = File.ReadAllBytes(picture);
        Assert.Equal((640, 480), (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
        // An empty picture of this size is a few hundred bytes; walls, floor and text are not.
        Assert.True(png.Length > 10_000, $"{png.Length} bytes");
        Assert.True(_policy.Ticks > 5, $"{_policy.Ticks} ticks");
        Assert.Equal(1, _policy.Resets);
    }

    [XvfbFact]
    public void Physics_runs_in_real_time_whatever_the_picture_costs()
    {
        const double seconds = 2;
        var picture = Path.Combine(_folder.FullName, "window.png");
        var options = new SimWindowOptions { Width = 900, Height = 700, ScreenshotPath = picture, ScreenshotAfter = seconds };

        var start = Stopwatch.GetTimestamp();
        new SimWindow(_environment, _policy, options).Run();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var expected = elapsed / _environment.Spec.ControlTimestep;
        Assert.InRange(_policy.Ticks, 0.5 * seconds / _environment.Spec.ControlTimestep, expected + 1);
    }

    [XvfbFact]
    public void Space_stops_time_and_Esc_closes()
    {
        var window = new SimWindow(_environment, _policy, new SimWindowOptions { Width = 400, Height = 300, Speed = 10 });
        var paused = (Before: 0, After: -1);
        var keys = new Thread(() =>
        {
            WaitFor(() => _policy.Ticks > 10);
            _display.Input("mousemove", "200", "200", "key", "space");
            WaitFor(Settled);
            paused.Before = _policy.Ticks;
            Wait(TimeSpan.FromMilliseconds(300));
            paused.After = _policy.Ticks;
            _display.Input("key", "Escape");
        });
        keys.Start();

        window.Run();
        keys.Join();

        Assert.True(paused.Before > 10);
        Assert.Equal(paused.Before, paused.After);
    }

    [XvfbFact]
    public void A_failing_policy_closes_the_window_with_its_own_message()
    {
        var window = new SimWindow(_environment, new FailingPolicy(), new SimWindowOptions { Width = 400, Height = 300 });

        Assert.Equal("the policy broke", Assert.Throws<HiqlException>(window.Run).Message);
    }

    public void Dispose()
    {
        _environment.Dispose();
        _policy.Dispose();
        _folder.Delete(recursive: true);
    }

    private bool Settled()
    {
        var before = _policy.Ticks;
        Wait(TimeSpan.FromMilliseconds(150));
        return _policy.Ticks == before;
    }

    private static void WaitFor(Func<bool> condition)
    {
        for (var i = 0; i < 1000 && !condition(); i++) Wait(TimeSpan.FromMilliseconds(10));
    }

    private static void Wait(TimeSpan time)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(time);
    }

    private sealed class FailingPolicy : IPolicy
    {
        public void Reset()
        {
        }

        public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action) =>
            throw new HiqlException("the policy broke");

        public void Dispose()
        {
        }
    }
}
