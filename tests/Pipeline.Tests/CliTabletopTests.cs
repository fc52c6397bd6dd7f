namespace HiqlRobotics.Pipeline.Tests;

/// <summary>Manipulation as a user calls it: play with the arm, look at the data, ask the oracle.</summary>
public sealed class CliTabletopTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Play_is_collected_checked_and_plotted()
    {
        var collected = _cli.RunJson("collect", "--env", "scene", "--type", "play", "--episodes", "4", "--steps", "300", "--seed", "1", "--out", "d.npz");
        var replay = _cli.RunJson("data", "replay", "d.npz", "--env", "scene");
        var plot = _cli.RunJson("data", "plot", "d.npz");

        Assert.Equal(1200, collected.GetProperty("transitions").GetInt32());
        Assert.Equal(0, replay.GetProperty("qpos_error").GetProperty("max").GetDouble());
        Assert.Equal(1204, plot.GetProperty("rows").GetInt32());
        var done = plot.GetProperty("done").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt32());
        Assert.Equal(
            ["cube_lifted", "cube_put_down", "button_pressed", "drawer_opened", "drawer_closed", "window_opened", "window_closed"], done.Keys);
        Assert.True(done["button_pressed"] > 0, "nobody pressed a button in a minute");
        Assert.Contains("Hand from above", File.ReadAllText(_cli.PathOf("d.svg")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_oracle_brings_a_cube_home()
    {
        var answer = _cli.RunJson("oracle", "--env", "cube-single", "--episodes", "1");

        Assert.Equal(5, answer.GetProperty("tasks").GetArrayLength());
        Assert.Equal(1, answer.GetProperty("overall_success").GetDouble());
    }
}
