using HiqlRobotics.Testing;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>A machine that lets the program down: no room, no library, no display, a person who has seen enough.</summary>
public sealed class FaultMachineTests : IDisposable
{
    // Where files may hold 24 KiB; the runtime's own double mapping of code is a file too, and larger.
    private const string LittleRoom = "export DOTNET_EnableWriteXorExecute=0; ulimit -f 24";

    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Checkpoint_without_room_fails_and_the_run_can_go_on()
    {
        Collect();
        string[] train = ["train", "--data", "d.npz", "--env", "pointmaze-medium", "--steps", "20", "--out", "run",
            "--set", "batch_size=16", "value_hidden=64,64", "actor_hidden=64,64"];

        var full = _cli.RunAfter(LittleRoom, train);

        AssertFailed(full, 1, "checkpoint of step 20", "free some space and --resume");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_cli.PathOf("run/checkpoints")));
        Assert.Equal(20, _cli.RunJson([.. train, "--resume"]).GetProperty("steps").GetInt64());
        var other = _cli.Run([.. train[..^4], "--set", "batch_size=8", "value_hidden=64,64", "actor_hidden=64,64", "--resume"]);
        AssertFailed(other, 2, "batch_size: the run has 16, asked for 8");
    }

    [Fact]
    public void Collection_without_room_leaves_no_dataset()
    {
        var full = _cli.RunAfter(LittleRoom, "collect", "--env", "pointmaze-medium", "--episodes", "8", "--out", "d.npz");

        AssertFailed(full, 1, "d.npz", "cannot be written");
        Assert.False(File.Exists(_cli.PathOf("d.npz")));
    }

    [Fact]
    public void Collection_that_is_asked_to_stop_keeps_what_it_has()
    {
        var stopped = _cli.RunAndStop(
            () => File.Exists(_cli.PathOf("d.npz.parts/000001.part")),
            "collect", "--env", "pointmaze-medium", "--episodes", "1000", "--out", "d.npz");

        Assert.Contains("repeat the command to go on", Assert.Single(stopped.ErrorLines));
        Assert.Equal(130, stopped.ExitCode);
        Assert.False(File.Exists(_cli.PathOf("d.npz")));
        AssertNothingTemporary();
    }

    [Fact]
    public void Window_without_a_display_says_what_to_do() => AssertFailed(
        _cli.RunAfter("unset DISPLAY WAYLAND_DISPLAY", "sim"), 2, "DISPLAY", "xvfb-run");

    [Theory]
    [InlineData("libhiqlmujoco.so")]
    [InlineData("libhiqltorch.so")]
    public void Missing_library_is_named_with_its_mend(string library)
    {
        Collect();
        using var program = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory).Where(file => Path.GetFileName(file) != library))
            File.Copy(file, program.File(Path.GetFileName(file)));
        using var cli = new CliProcess(program.Path);

        var result = cli.Run("train", "--data", _cli.PathOf("d.npz"), "--env", "pointmaze-medium", "--out", "run");

        AssertFailed(result, 1, library, "./hiql setup");
        Assert.Empty(Directory.EnumerateFileSystemEntries(cli.Folder));
    }

    private void Collect() => _cli.RunJson("collect", "--env", "pointmaze-medium", "--episodes", "2", "--steps", "50", "--out", "d.npz");

    private void AssertFailed(CliResult result, int exitCode, params string[] words)
    {
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line);
        Assert.All(words, word => Assert.Contains(word, line));
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
        AssertNothingTemporary();
    }

    private void AssertNothingTemporary() => Assert.DoesNotContain(
        Directory.EnumerateFileSystemEntries(_cli.Folder, "*", SearchOption.AllDirectories), entry => entry.Contains(".tmp", StringComparison.Ordinal));
}
