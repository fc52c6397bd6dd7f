using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

public sealed class FaultTests
{
    private static readonly ControlOptions Options = new() { TaskId = 3, Rate = 100, Seconds = 0.3, WarmUpTicks = 0 };

    [Fact]
    public void A_single_non_finite_action_holds_the_last_one()
    {
        using var policy = new ScriptedPolicy(call => call == 5 ? float.NaN : 0.1f * (call % 5));
        var (report, sent) = Run(policy, new FakeEnvironment());

        Assert.Equal(sent[4], sent[5]);
        Assert.Equal(0.1f, sent[6]);
        Assert.Equal((ControlState.Running, 1), (report.State, report.Faults));
        Assert.Equal(ControlFault.ActionNotFinite, report.Fault);
    }

    [Fact]
    public void Three_in_a_row_latch_the_safe_action()
    {
        using var policy = new ScriptedPolicy(call => call is >= 5 and <= 7 ? float.PositiveInfinity : 0.5f);
        var (report, sent) = Run(policy, new FakeEnvironment());

        Assert.Equal([0.5f, 0.5f, 0.5f, 0f, 0f], sent[4..9]);
        Assert.All(sent[7..], action => Assert.Equal(0f, action));
        Assert.Equal((ControlState.SafeStop, 7), (report.State, report.StoppedAtTick));
        Assert.Equal(8, policy.Calls);
    }

    [Fact]
    public void A_non_finite_observation_never_reaches_the_policy()
    {
        using var policy = new ScriptedPolicy(_ => 0.25f);
        var (report, sent) = Run(policy, new FakeEnvironment { Poisoned = step => step == 3 });

        Assert.Equal(29, policy.Calls);
        Assert.All(sent, action => Assert.Equal(0.25f, action));
        Assert.Equal(ControlFault.ObservationNotFinite, report.Fault);
    }

    [Fact]
    public void A_broken_sensor_stops_the_robot()
    {
        using var policy = new ScriptedPolicy(_ => 0.25f);
        var (report, sent) = Run(policy, new FakeEnvironment { Poisoned = step => step >= 3 });

        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f, 0.25f, 0f], sent[..6]);
        Assert.Equal((ControlState.SafeStop, ControlFault.ObservationNotFinite), (report.State, report.Fault));
    }

    [Fact]
    public void A_throwing_policy_stops_the_motion_first_and_is_reported_then()
    {
        var environment = new FakeEnvironment();
        using var policy = new ScriptedPolicy(call => call == 4 ? throw new InvalidOperationException("lost engine") : 1f);

        var error = Assert.Throws<HiqlException>(() => new ControlLoop(environment, policy, Options).Run());
        Assert.Equal([0f, 0f], environment.LastAction);
        Assert.Contains("tick 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("lost engine", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twenty_late_ticks_in_a_row_latch_the_stop_and_nineteen_do_not()
    {
        Assert.Equal((ControlState.Running, -1), RunLate(lateTicks: 19));
        Assert.Equal((ControlState.SafeStop, 20), RunLate(lateTicks: 20));
    }

    [Fact]
    public void A_stop_outlives_the_episode()
    {
        using var policy = new ScriptedPolicy(call => call < 3 ? float.NaN : 1f);
        var (report, sent) = Run(policy, new FakeEnvironment(), Options with { Seconds = 1 });

        Assert.Equal(2, report.Episodes);
        Assert.All(sent, action => Assert.Equal(0f, action));
    }

    private static (ControlState State, long StoppedAt) RunLate(int lateTicks)
    {
        var timer = new ManualDeadlineTimer();
        var environment = new FakeEnvironment
        {
            OnStep = step => timer.Advance(step < lateTicks ? 11 * ManualDeadlineTimer.Millisecond : 0),
        };
        using var policy = new ScriptedPolicy(_ => 0);
        var report = new ControlLoop(environment, policy, Options with { Seconds = 0.6 }, timer).Run();
        return (report.State, report.StoppedAtTick);
    }

    private static (ControlReport Report, List<float> Sent) Run(
        ScriptedPolicy policy, FakeEnvironment environment, ControlOptions? options = null)
    {
        var sent = new Sent();
        var report = new ControlLoop(environment, policy, options ?? Options, timer: null, sent).Run();
        return (report, sent.Actions);
    }

    private sealed class Sent : ITickRecorder
    {
        public List<float> Actions { get; } = [];

        public void Record(in TickRecord tick) => Actions.Add(tick.Action[0]);
    }
}
