using HiqlRobotics.Contracts;

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
    public void What_is_not_as_it_was_collected_does_not_belong()
    {
        _cli.RunJson("collect", "--env", "puzzle-3x3", "--episodes", "1", "--steps", "100", "--out", "d.npz");
        using (var npz = NpzReader.Open(_cli.PathOf("d.npz")))
            Forge(npz, _cli.PathOf("f.npz"));

        var (replay, validate, plot) = (_cli.Run("data", "replay", "f.npz", "--env", "puzzle-3x3"), _cli.Run("data", "validate", "f.npz"), _cli.Run("data", "plot", "f.npz", "--env", "puzzle-3x3"));

        Assert.Equal(1, replay.ExitCode);
        Assert.Contains("does not belong to puzzle-3x3: ", replay.Output, StringComparison.Ordinal);
        Assert.Equal((2, "error: f.npz: key 'button_states': row 7 has 3, expected 0 or 1\n"), (validate.ExitCode, validate.Error));
        Assert.Equal((2, validate.Error), (plot.ExitCode, plot.Error));
        Assert.False(File.Exists(_cli.PathOf("f.svg")));
    }

    [Fact]
    public void A_dataset_of_another_environment_is_not_written_over()
    {
        _cli.RunJson("collect", "--env", "cube-single", "--episodes", "1", "--steps", "20", "--out", "d.npz");

        var result = _cli.Run("collect", "--env", "scene", "--episodes", "1", "--steps", "20", "--out", "d.npz");

        Assert.Equal((2, "error: --out: d.npz is a dataset of cube-single; delete it, or choose another file for scene\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void Tasks_of_one_environment_are_listed_by_name()
    {
        var result = _cli.Run("tasks", "scene");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("rearrange-medium", result.Output, StringComparison.Ordinal);
    }

    // Other actions, and a button in a state that there is not.
    private static void Forge(NpzReader npz, string to) => NpzWriter.Write(to, copy =>
    {
        var rows = npz.Member(DatasetKeys.Observations).Rows;
        foreach (var key in new[] { DatasetKeys.Observations, DatasetKeys.Qpos, DatasetKeys.Qvel })
            copy.Add(key, npz.Read<float>(key), rows, npz.Member(key).RowLength);
        copy.Add(DatasetKeys.Actions, [.. npz.Read<float>(DatasetKeys.Actions).Select(action => -action)], rows, 5);
        var buttons = npz.Read<long>(DatasetKeys.ButtonStates);
        buttons[7 * 9] = 3;
        copy.Add(DatasetKeys.ButtonStates, buttons, rows, 9);
        copy.Add(DatasetKeys.Terminals, npz.Read<bool>(DatasetKeys.Terminals));
    });

    [Fact]
    public void The_oracle_brings_a_cube_home()
    {
        var answer = _cli.RunJson("oracle", "--env", "cube-single", "--episodes", "1");

        Assert.Equal(5, answer.GetProperty("tasks").GetArrayLength());
        Assert.Equal(1, answer.GetProperty("overall_success").GetDouble());
    }
}
