using System.Diagnostics;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>Films of evaluation episodes, by a process that has no display.</summary>
public sealed class CliVideoTests : IDisposable
{
    private static readonly string Bundle = Path.Combine(SourceTree.Root, "models/bundles/pointmaze-medium");
    private static readonly string[] Eval = ["eval", "--env", "pointmaze-medium", "--bundle", Bundle, "--tasks", "3", "--episodes", "2", "--json"];
    private static readonly string[] Film = [.. Eval, "--video", "film.mp4", "--video-size", "320x240"];

    // A PATH with nothing on it but dotnet.
    private const string BarePath = "mkdir -p bin; ln -sf \"$(command -v dotnet)\" bin/dotnet; export PATH=\"$PWD/bin\"";

    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Film_has_one_picture_per_step_and_leaves_the_evaluation_as_it_was()
    {
        var without = _cli.RunJson([.. Eval[..^1]]);
        var result = _cli.RunAfter("unset DISPLAY WAYLAND_DISPLAY", Film);

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(without.GetProperty("tasks").GetRawText(), result.Json.GetProperty("tasks").GetRawText());
        var video = result.Json.GetProperty("video");
        var episode = Assert.Single(video.GetProperty("episodes").EnumerateArray());
        var held = (int)video.GetProperty("frames_per_second").GetDouble();
        Assert.Equal(episode.GetProperty("length").GetInt32() + held, video.GetProperty("frames").GetInt32());
        Assert.Equal($"320,240,20/1,{video.GetProperty("frames").GetInt32()}", Probe("film.mp4"));
        Assert.Equal(FirstEpisode(), (episode.GetProperty("success").GetBoolean(), episode.GetProperty("length").GetInt32()));
        AssertNothingLeft();
    }

    [Theory]
    [InlineData(BarePath, "hiql setup --video")]
    [InlineData(BarePath + "; printf '#!/bin/sh\\necho no such codec >&2\\nexit 3\\n' >bin/ffmpeg; /bin/chmod +x bin/ffmpeg", "no such codec")]
    [InlineData("export __EGL_VENDOR_LIBRARY_FILENAMES=/nowhere", "libegl-mesa0")]
    public void What_a_film_needs_is_named_in_one_line(string bash, string says)
    {
        var result = _cli.RunAfter($"unset DISPLAY; {bash}", Film);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(says, Assert.Single(result.ErrorLines));
        Assert.Empty(result.Output);
        Assert.False(File.Exists(_cli.PathOf("film.mp4")));
        AssertNothingLeft();
    }

    [Theory]
    [InlineData("--video-size", "961x720")]
    [InlineData("--video-size", "large")]
    [InlineData("--video-speed", "0")]
    public void Impossible_films_are_refused(string option, string value)
    {
        var result = _cli.Run([.. Eval, "--video", "film.mp4", option, value]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(option, Assert.Single(result.ErrorLines));
    }

    // One episode per task: the result's mean length is this episode's length.
    private (bool Success, int Length) FirstEpisode()
    {
        var task = _cli.RunJson("eval", "--env", "pointmaze-medium", "--bundle", Bundle, "--tasks", "3", "--episodes", "1").GetProperty("tasks")[0];
        return (task.GetProperty("success").GetDouble() == 1, (int)task.GetProperty("mean_length").GetDouble());
    }

    private string Probe(string file)
    {
        string[] arguments =
            ["-v", "error", "-select_streams", "v", "-count_frames", "-show_entries", "stream=width,height,r_frame_rate,nb_read_frames", "-of", "csv=p=0", _cli.PathOf(file)];
        using var process = Process.Start(new ProcessStartInfo("ffprobe", arguments) { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }

    private void AssertNothingLeft() =>
        Assert.DoesNotContain(Directory.EnumerateFiles(_cli.Folder), file => file.Contains(".tmp", StringComparison.Ordinal));
}
