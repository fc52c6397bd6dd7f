using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>A dataset that is not what it should be: one line with file, key and finding, and no run folder.</summary>
public sealed class FaultDatasetTests : IDisposable
{
    private const int Rows = 20;
    private readonly CliProcess _cli = new();
    private readonly float[] _plane = [.. Enumerable.Range(0, 2 * Rows).Select(i => i * 0.01f)];
    private readonly bool[] _terminals = [.. Enumerable.Range(1, Rows).Select(row => row == Rows)];

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Wrong_type_is_named() => AssertRefused(npz =>
    {
        npz.Add<long>("observations", new long[2 * Rows], Rows, 2);
        npz.Add<float>("actions", _plane, Rows, 2);
        npz.Add<bool>("terminals", _terminals, Rows);
    }, "'observations'", "float32", "int64");

    [Fact]
    public void Missing_key_is_named() => AssertRefused(npz =>
    {
        npz.Add<float>("observations", _plane, Rows, 2);
        npz.Add<bool>("terminals", _terminals, Rows);
    }, "'actions' is missing", "there are: observations, terminals");

    [Fact]
    public void Width_that_does_not_fit_the_environment_is_named() => AssertRefused(npz =>
    {
        npz.Add<float>("observations", [.. _plane, .. _plane], Rows, 4);
        npz.Add<float>("actions", _plane, Rows, 2);
        npz.Add<bool>("terminals", _terminals, Rows);
    }, "observations", "width 4", "pointmaze-medium", "--env");

    [Fact]
    public void Nan_is_named_with_its_row()
    {
        _plane[9] = float.NaN;
        AssertRefused(npz =>
        {
            npz.Add<float>("observations", _plane, Rows, 2);
            npz.Add<float>("actions", _plane, Rows, 2);
            npz.Add<bool>("terminals", _terminals, Rows);
        }, "observations", "row 4, column 1 is NaN");
    }

    private void AssertRefused(Action<NpzWriter> write, params string[] words)
    {
        NpzWriter.Write(_cli.PathOf("d.npz"), write);
        var result = _cli.Run("train", "--data", "d.npz", "--env", "pointmaze-medium", "--out", "run");
        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: d.npz: ", line);
        Assert.All(words, word => Assert.Contains(word, line));
        Assert.Equal(["d.npz"], Directory.EnumerateFileSystemEntries(_cli.Folder).Select(Path.GetFileName));
    }
}
