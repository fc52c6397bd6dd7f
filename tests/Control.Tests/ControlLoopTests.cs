using HiqlRobotics.Control;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

public sealed class ControlLoopTests
{
    private const long Period = 10 * ManualDeadlineTimer.Millisecond;
    private static readonly ControlOptions HundredHertz = new() { TaskId = 3, Rate = 100, Seconds = 1, WarmUpTicks = 0 };

    [Fact]
    public void Ticks_stay_on_the_grid_when_the_work_fits()
    {
        var timer = new ManualDeadlineTimer();
        var report = Run(timer, work: _ => 3 * ManualDeadlineTimer.Millisecond);

        Assert.Equal(100, report.Ticks);
        Assert.Equal(0, report.Missed);
        Assert.Equal(Enumerable.Range(1, 100).Select(n => n * Period), timer.Deadlines);
        Assert.Equal(3000, report.ComputeUs.P50);
        Assert.Equal(0, report.PeriodErrorUs.Max);
        Assert.Equal(ControlState.Running, report.State);
    }

    [Fact]
    public void One_late_tick_skips_the_deadlines_it_passed()
    {
        var timer = new ManualDeadlineTimer();
        var report = Run(timer, work: step => step == 4 ? 25 * ManualDeadlineTimer.Millisecond : 0);

        Assert.Equal(2, report.Missed);
        Assert.Equal(1, report.Overruns);
        Assert.Equal(98, report.Ticks);
        Assert.Equal([5 * Period, 8 * Period, 9 * Period], timer.Deadlines[4..7]);
    }

    [Fact]
    public void A_stall_of_200_ms_is_followed_by_the_grid_and_not_by_a_burst()
    {
        var timer = new ManualDeadlineTimer();
        var report = Run(timer, work: step => step == 10 ? 200 * ManualDeadlineTimer.Millisecond + 1 : 0);

        Assert.Equal(20, report.Missed);
        Assert.Equal(1, report.Overruns);
        Assert.All(timer.Deadlines.Zip(timer.Deadlines.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Period));
        Assert.All(timer.Deadlines, deadline => Assert.Equal(0, deadline % Period));
        Assert.Equal(32 * Period, timer.Deadlines[11]);
        Assert.Equal(ControlState.Running, report.State);
    }

    [Fact]
    public void Work_that_ends_exactly_on_the_deadline_is_not_late()
    {
        var report = Run(new ManualDeadlineTimer(), work: _ => Period);

        Assert.Equal(0, report.Missed);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(-0.2)]
    public void Early_and_late_wake_ups_neither_double_nor_skip_a_manager_call(double share)
    {
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new HierarchicalPolicy(bundle);
        var timer = new ManualDeadlineTimer { WakeUpError = n => (n % 2 == 0 ? 1 : 0) * (long)(share * Period) };
        var report = new ControlLoop(new FakeEnvironment(), policy, HundredHertz with { Seconds = 0.4 }, timer).Run();

        Assert.Equal((40, 0, 8), (report.Ticks, report.Missed, report.ManagerCalls));
        Assert.Equal(2000, report.PeriodErrorUs.Max);
    }

    [Fact]
    public void An_ended_episode_is_followed_by_the_next_seed()
    {
        var environment = new FakeEnvironment();
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new HierarchicalPolicy(bundle);
        var report = new ControlLoop(environment, policy, HundredHertz with { TaskId = 1 }, new ManualDeadlineTimer()).Run();

        Assert.True(report.Success);
        Assert.True(report.Episodes > 5);
        Assert.Equal(report.Episodes, report.EpisodesSucceeded);
        Assert.Equal(
            Enumerable.Range(0, report.Episodes + 1).Select(i => EpisodeSeeds.Of(0, 1, i)), environment.Seeds);
    }

    [Fact]
    public void Lock_step_and_a_clock_give_the_same_bits()
    {
        var (timed, lockStep) = (new Recorder(), new Recorder());
        using var bundle = Bundles.LoadHierarchical();
        using var policy = new HierarchicalPolicy(bundle);
        new ControlLoop(new FakeEnvironment(), policy, HundredHertz, new ManualDeadlineTimer(), timed).Run();
        var report = new ControlLoop(new FakeEnvironment(), policy, HundredHertz with { WarmUpTicks = 7 }, timer: null, lockStep).Run();

        Assert.Equal(100, report.Ticks);
        Assert.Equal(timed.Values, lockStep.Values);
    }

    [Fact]
    public void A_person_can_end_the_run()
    {
        using var stop = new CancellationTokenSource();
        var environment = new FakeEnvironment { OnStep = step => { if (step == 6) stop.Cancel(); } };
        using var policy = new ScriptedPolicy(_ => 0);
        var report = new ControlLoop(environment, policy, HundredHertz, new ManualDeadlineTimer()).Run(stop.Token);

        Assert.True(report.Interrupted);
        Assert.Equal(7, report.Ticks);
    }

    [Fact]
    public void The_rate_defaults_to_the_environments_own()
    {
        using var policy = new ScriptedPolicy(_ => 0);
        var loop = new ControlLoop(new FakeEnvironment(), policy, new ControlOptions { Seconds = 3 });

        Assert.Equal(30, loop.PlannedTicks);
    }

    [Theory]
    [InlineData(0, 1, "rate")]
    [InlineData(double.NaN, 1, "rate")]
    [InlineData(10, -1, "seconds")]
    public void Impossible_options_are_refused_by_name(double rate, double seconds, string name)
    {
        using var policy = new ScriptedPolicy(_ => 0);
        var options = new ControlOptions { Rate = rate, Seconds = seconds };

        var error = Assert.Throws<HiqlRobotics.Contracts.InputException>(() => new ControlLoop(new FakeEnvironment(), policy, options));
        Assert.StartsWith(name, error.Message, StringComparison.Ordinal);
    }

    private static ControlReport Run(ManualDeadlineTimer timer, Func<int, long> work)
    {
        var total = 0;
        var environment = new FakeEnvironment { OnStep = _ => timer.Advance(work(total++)) };
        using var policy = new ScriptedPolicy(_ => 0);
        return new ControlLoop(environment, policy, HundredHertz, timer).Run();
    }

    private sealed class Recorder : ITickRecorder
    {
        public List<float> Values { get; } = [];

        public void Record(in TickRecord tick)
        {
            Values.AddRange(tick.Observation);
            Values.AddRange(tick.Subgoal);
            Values.AddRange(tick.Action);
        }
    }
}
