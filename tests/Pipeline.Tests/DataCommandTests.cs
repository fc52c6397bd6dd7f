using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary><c>hiql data convert</c> and <c>strip-actions</c> as a user calls them.</summary>
public sealed class DataCommandTests : IDisposable
{
    private const int Rows = 4000;

    // As in FaultMachineTests: files may hold 24 KiB.
    private const string LittleRoom = "export DOTNET_EnableWriteXorExecute=0; ulimit -f 24";

    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Convert_goes_there_and_back()
    {
        WriteAnt("d.npz");

        var there = _cli.RunJson("data", "convert", "d.npz", "d.hdf5", "--goal", "1.5,-2");
        var back = _cli.RunJson("data", "convert", "d.hdf5", "back.npz");

        Assert.Equal(["rows", "episodes", "transitions", "dropped_rows", "sha256", "out"], there.EnumerateObject().Select(field => field.Name));
        Assert.Equal((Rows, 1, Rows - 1, 0, "back.npz"), (
            back.GetProperty("rows").GetInt32(), back.GetProperty("episodes").GetInt32(), back.GetProperty("transitions").GetInt32(),
            back.GetProperty("dropped_rows").GetInt32(), back.GetProperty("out").GetString()));
        Assert.Equal(Sha256File.OfFile(_cli.PathOf("back.npz")), back.GetProperty("sha256").GetString());
        Assert.Equal(0, _cli.Run("data", "validate", "back.npz").ExitCode);
    }

    [Theory]
    [InlineData("info")]
    [InlineData("validate")]
    public void An_hdf5_file_points_to_convert(string command)
    {
        WriteAnt("d.npz");
        _cli.RunJson("data", "convert", "d.npz", "d.hdf5", "--goal", "0,0");

        var result = _cli.Run("data", command, "d.hdf5");

        Assert.Equal((2, "error: d.hdf5: is an HDF5 file, expected npz; convert it first: hiql data convert d.hdf5 d.npz\n"), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("d.npz", "out.hdf5")]
    [InlineData("d.hdf5", "out.npz")]
    public void A_disk_without_room_is_one_line_and_leaves_nothing(string from, string to)
    {
        WriteAnt("d.npz");
        _cli.RunJson("data", "convert", "d.npz", "d.hdf5", "--goal", "0,0");
        var before = Directory.GetFileSystemEntries(_cli.Folder);

        string[] goal = to == "out.hdf5" ? ["--goal", "0,0"] : [];
        var result = _cli.RunAfter(LittleRoom, ["data", "convert", from, to, .. goal]);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"error: {to}: cannot be written (", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(before.Order(), Directory.GetFileSystemEntries(_cli.Folder).Order());
    }

    [Fact]
    public void Stripped_actions_leave_a_sound_dataset()
    {
        _cli.RunJson("collect", "--env", "pointmaze-medium", "--episodes", "4", "--steps", "20", "--out", "d.npz");

        var stripped = _cli.RunJson("data", "strip-actions", "d.npz", "s.npz", "--fraction", "0.5", "--seed", "1");

        Assert.Equal((84, 4, 2), (
            stripped.GetProperty("rows").GetInt32(), stripped.GetProperty("episodes").GetInt32(), stripped.GetProperty("stripped_episodes").GetInt32()));
        Assert.Equal(0, _cli.Run("data", "validate", "s.npz", "--env", "pointmaze-medium").ExitCode);
        Assert.Contains("actions stripped (fraction 0.5, seed 1), from d.npz", _cli.Run("data", "info", "s.npz").Output);
    }

    private void WriteAnt(string name) => NpzWriter.Write(_cli.PathOf(name), npz =>
    {
        float[] Numbers(int width) => [.. Enumerable.Range(0, Rows * width).Select(k => MathF.Sin(k * 1.7f))];
        npz.Add("observations", Numbers(29), Rows, 29);
        npz.Add("actions", Numbers(8), Rows, 8);
        npz.Add("terminals", [.. Enumerable.Range(1, Rows).Select(row => row == Rows)]);
    });
}
