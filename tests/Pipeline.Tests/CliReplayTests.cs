using HiqlRobotics.Tests.Windowing;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>An earlier session's log in other processes: gone on from, and told from one that is not true.</summary>
public sealed class CliReplayTests(XvfbDisplay display) : IClassFixture<XvfbDisplay>, IDisposable
{
    private readonly CliWindow _window = new(display);

    public void Dispose() => _window.Dispose();

    [XvfbFact]
    public void Going_on_from_any_tick_ends_where_the_session_ended()
    {
        _window.Play("out", "goal 0 16", "noise 0.1", "step 120");
        var log = _window.Logs("out")[0];

        var expected = _window.StateHash(log, 119, 1);

        Assert.Equal(expected, _window.StateHash(log, 10, 110));
        Assert.NotEqual(expected, _window.StateHash(log, 73, 46));
        Assert.Equal(46, _window.AssertReplays(_window.Cli.PathOf("on.hlog")));
    }

    [XvfbFact]
    public void A_log_is_not_written_over_by_what_follows_it()
    {
        _window.Play("out", "step 20");
        var log = _window.Logs("out")[0];
        var before = File.ReadAllBytes(log);

        var result = _window.Cli.Run("replay", log, "--from", "3", "--out", log);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--out", Assert.Single(result.ErrorLines));
        Assert.Equal(before, File.ReadAllBytes(log));
    }

    [XvfbFact]
    public void An_action_with_one_other_bit_is_found_at_its_tick()
    {
        _window.Play("out", "step 60");
        var log = _window.Logs("out")[0];
        RunLogForgery.FlipAction(log, tick: 33);

        var result = _window.Cli.Run("replay", log);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("another from tick 33 on", result.Output);
        Assert.Equal(33, _window.Cli.Run("replay", log, "--json").Json.GetProperty("first_difference").GetInt64());
        var shown = _window.Cli.Run([.. _window.Arguments("later", "seek 40", "expect tick == 40"), "--replay", log]);
        Assert.True(shown.ExitCode == 0, shown.Error);
    }
}
