using HiqlRobotics.Control;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

// Alone, as those are: what a run reports to have allocated must be its own.
[Collection(nameof(AllocationTests))]
public sealed class RealTimeTests
{
    [Fact]
    public void A_sleep_ends_after_its_deadline()
    {
        var timer = new NanosleepTimer();
        for (var i = 0; i < 20; i++)
        {
            var deadline = timer.Now + ManualDeadlineTimer.Millisecond;
            timer.WaitUntil(deadline);
            Assert.True(timer.Now >= deadline);
        }
    }

    [Fact]
    public void A_deadline_in_the_past_returns_at_once()
    {
        var timer = new NanosleepTimer(spinNanoseconds: 20_000);
        var before = timer.Now;
        timer.WaitUntil(before - 1_000_000_000);

        Assert.InRange(timer.Now - before, 0, 500 * ManualDeadlineTimer.Millisecond);
    }

    [Fact]
    public void A_real_run_reports_what_the_machine_granted()
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = bundle.CreatePolicy();
        var options = new ControlOptions { TaskId = 3, Rate = 200, Seconds = 0.5, WarmUpTicks = 100 };
        var report = ControlLoop.RunRealTime(new FakeEnvironment(), policy, options);

        // A stall across the end of the run counts in full.
        Assert.InRange(report.Ticks + report.Missed, 100, long.MaxValue);
        Assert.InRange(report.Ticks, 1, 100);
        Assert.Equal(report.RealTime, !report.RealTimeDetails.StartsWith("not real-time", StringComparison.Ordinal));
        Assert.Equal(0, report.AllocatedBytesPerTick);
    }

    [Fact]
    public void An_exception_on_the_control_thread_reaches_the_caller()
    {
        Assert.Throws<InvalidOperationException>(() => RealTimeThread.Run<int>(_ => throw new InvalidOperationException("here")));
    }
}
