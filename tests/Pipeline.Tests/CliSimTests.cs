using HiqlRobotics.Control;
using HiqlRobotics.Tests.Windowing;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>What is done in the window is in its logs, and a fresh process does it again.</summary>
public sealed class CliSimTests(XvfbDisplay display) : IClassFixture<XvfbDisplay>, IDisposable
{
    private static readonly string[] Interference =
    [
        "step 20", "wait subgoal",
        "click floor 0 16", "step 5", "expect goal.x ~ 0 0.2", "expect goal.y ~ 16 0.2",
        "click floor 8 8 shift", "step 10", "expect subgoal.forced == on",
        "key X", "speed 20", "run", "wait 0.3", "click floor 4 0", "wait 0.2", "key Space", "wait paused", "expect subgoal.forced == off",
    ];

    // The second branch leaves the first.
    private static readonly string[] Branches =
    [
        "seek 12", "expect tick == 12", "expect end > 35", "click floor 8 8", "step 10", "expect tick == 22", "expect end == 22",
        "key Left", "key Shift+Left", "wait 0.2", "expect tick == 11", "key N", "step 15", "expect tick == 26", "expect noise == 0.1",
    ];

    private readonly CliWindow _window = new(display);

    public void Dispose() => _window.Dispose();

    [XvfbFact]
    public void Every_branch_of_a_session_replays_with_its_decisions_in_another_process()
    {
        _window.Play("out", [.. Interference, .. Branches]);

        var logs = _window.Logs("out");
        Assert.Equal(["session-01-1.hlog", "session-01-2.hlog", "session-01.hlog"], logs.Select(Path.GetFileName));
        Assert.Equal((10, 15), (_window.AssertReplays(logs[0]), _window.AssertReplays(logs[1])));
        Assert.True(_window.AssertReplays(logs[2]) > 35);
        Assert.Equal([("session-01.hlog", 12), ("session-01-1.hlog", 11)], logs[..2].Select(RunLogReader.ReadHeader).Select(Parent));
    }

    [XvfbFact]
    public void A_recorded_session_played_again_is_the_same_session()
    {
        // A last command, so that the end of time is recorded too.
        _window.Play("first", [.. Interference, "noise 0.2", "step 3", .. Branches, "noise 0"]);

        _window.Play("again", File.ReadLines(_window.Cli.PathOf("first/session-01.script")));

        foreach (var (first, again) in _window.Logs("first").Zip(_window.Logs("again")))
        {
            Assert.Equal(Path.GetFileName(first), Path.GetFileName(again));
            var ticks = CliWindow.Ticks(again);
            Assert.Equal(CliWindow.Ticks(first).Take(ticks.Count), ticks);
            Assert.Equal(_window.StateHash(first, ticks[0], ticks.Count), _window.StateHash(again, ticks[0], ticks.Count));
            _window.AssertReplays(again);
        }
        Assert.Equal(File.ReadAllLines(_window.Cli.PathOf("first/session-01.script"))[1..], File.ReadAllLines(_window.Cli.PathOf("again/session-01.script"))[1..]);
    }

    [XvfbFact]
    public void What_is_done_while_an_episode_is_over_replays_too()
    {
        _window.Play("out",
            "goal 8 8", "noise 0.1", "reset 2 5", "step 10", "noise 0", "goal 21 0", "reset 1 5", "goal 0.5 0.5",
            "run", "expect success == on", "goal 8 8", "push 1 0 5 0 0 0 0", "expect episode == 4", "wait 0.2", "pause", "wait paused",
            "reset 1 6", "goal 0.5 0.5", "run", "expect success == on", "pause", "wait paused", "goal 8 8", "manager off", "step 5");

        _window.AssertReplays(Assert.Single(_window.Logs("out")));
    }

    [XvfbFact]
    public void What_an_earlier_session_left_in_the_folder_stays()
    {
        _window.Play("out", "step 10");
        var before = File.ReadAllBytes(_window.Logs("out")[0]);

        _window.Cli.RunJson([.. _window.Arguments("out", "step 5", "seek 2", "step 4"), "--replay", "out/session-01.hlog"]);

        var logs = _window.Logs("out");
        Assert.Equal(before, File.ReadAllBytes(logs[0]));
        Assert.Equal(["session-01.hlog", "session-02-1.hlog", "session-02.hlog"], logs.Select(Path.GetFileName));
        Assert.Equal(4, _window.AssertReplays(logs[1]));
    }

    private static (string? Parent, long? Tick) Parent(RunLogHeader header) => (header.Parent, header.ParentTick);
}
