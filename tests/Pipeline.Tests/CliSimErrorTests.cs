using HiqlRobotics.Contracts;
using HiqlRobotics.Tests.Windowing;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>What the window cannot do: one line that says what was found, and an exit code that says whose fault it is.</summary>
public sealed class CliSimErrorTests(XvfbDisplay display) : IClassFixture<XvfbDisplay>, IDisposable
{
    private const string OtherBundle = "models/bundles/antmaze-medium";

    private readonly CliWindow _window = new(display);

    public void Dispose() => _window.Dispose();

    [Theory]
    [InlineData("fly 3", "there is no command fly")]
    [InlineData("goal here", "goal X Y")]
    [InlineData("key Ctrl+Alt+F99", "no key Ctrl+Alt+F99")]
    [InlineData("@soon goal 4 8", "@TICK")]
    [InlineData("resize 300", "resize W H")]
    public void A_line_that_means_nothing_is_named_before_anything_opens(string line, string says)
    {
        AssertFailed(_window.Cli.Run(_window.Arguments("out", "# a line that says nothing", "step 3", line)), 2, "out.script:3", says);
        Assert.False(Directory.Exists(_window.Cli.PathOf("out")));
    }

    [Theory]
    [InlineData("--speed 0", "speed")]
    [InlineData("--speed fast", "--speed")]
    [InlineData("--size 10x10", "--size")]
    [InlineData("--task-id 9", "no task 9")]
    [InlineData("--env pointmaze-mediun", "did you mean 'pointmaze-medium'")]
    [InlineData("--bundle nowhere", "nowhere")]
    [InlineData("--script nowhere.script", "nowhere.script")]
    [InlineData("--replay nowhere.hlog", "nowhere.hlog")]
    public void An_option_that_cannot_be_is_named(string options, string says)
    {
        if (XvfbFactAttribute.Missing is null)
            AssertFailed(_window.Cli.Run(["sim", .. options.Split(' '), "--out", "out"]), 2, says);
    }

    [XvfbFact]
    public void What_a_script_does_not_find_fails_with_its_line_and_what_was_there() => AssertFailed(
        _window.Cli.Run(_window.Arguments("out", "", "expect period == 3", "step 3")), 1, "out.script:2", "expect period == 3", "found 10");

    [XvfbFact]
    public void A_log_that_does_not_fit_is_refused_with_what_was_found()
    {
        _window.Play("out", "step 10");
        var log = _window.Logs("out")[0];
        var shortened = _window.Cli.PathOf("short.hlog");
        AtomicFile.WriteAllBytes(shortened, File.ReadAllBytes(log)[..100]);
        AtomicFile.WriteAllText(_window.Cli.PathOf("notes.hlog"), "what I saw today");
        var other = Path.Combine(SourceTree.Root, OtherBundle);

        AssertRefused("notes.hlog", "not a run log");
        AssertRefused(shortened, "truncated or damaged");
        AssertFailed(Reopen(log, "--env", "antmaze-medium"), 2, "pointmaze-medium", "antmaze-medium");
        AssertFailed(Reopen(log, "--env", "pointmaze-large"), 2, "pointmaze-medium", "pointmaze-large");
        AssertFailed(Reopen(log, "--bundle", "random"), 2, log, "bundle_sha256");
        AssertFailed(Reopen(log, "--bundle", other), 2, "pointmaze-medium", "antmaze-medium");
        AssertFailed(_window.Cli.Run("replay", log, "--bundle", other), 2, "pointmaze-medium", "antmaze-medium");
        AssertFailed(_window.Cli.Run("replay", log, "--from", "11"), 2, "--from", "10", "11");
    }

    [XvfbFact]
    public void A_log_whose_bundle_has_changed_is_told_apart_from_one_whose_bundle_is_gone()
    {
        var copy = _window.Cli.PathOf("bundle");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(CliWindow.Bundle))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        _window.Cli.RunJson([.. _window.Arguments("out", "step 10"), "--bundle", copy]);
        var log = _window.Logs("out")[0];
        ChangeSteps(copy);

        AssertFailed(Reopen(log), 2, log, "bundle_sha256");
        AssertFailed(_window.Cli.Run("replay", log, "--bundle", copy), 2, log, "bundle_sha256");
        AssertFailed(_window.Cli.Run("replay", log, "--from", "3"), 2, log, copy);
        Directory.Delete(copy, recursive: true);
        AssertFailed(Reopen(log), 2, copy);
        Assert.False(_window.Cli.RunJson("replay", log).GetProperty("decisions_checked").GetBoolean());
        Assert.Equal(10, _window.AssertReplays(log, "--bundle", CliWindow.Bundle));
    }

    private static void ChangeSteps(string bundle)
    {
        var path = Path.Combine(bundle, BundleManifest.FileName);
        var text = File.ReadAllText(path).Replace("\"manager_period\": 10", "\"manager_period\": 7", StringComparison.Ordinal);
        AtomicFile.WriteAllText(path, text);
        AtomicFile.WriteAllText(Path.Combine(bundle, BundleManifest.ChecksumFileName), BundleManifest.Checksum(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    private void AssertRefused(string log, string says)
    {
        AssertFailed(Reopen(log), 2, log, says);
        AssertFailed(_window.Cli.Run("replay", log), 2, log, says);
    }

    // The environment is the log's own where none is asked for.
    private CliResult Reopen(string log, params string[] options)
    {
        AtomicFile.WriteAllText(_window.Cli.PathOf("look.script"), "wait 0.1");
        return _window.Cli.Run(["sim", "--replay", log, "--out", "look", "--size", "320x240", "--script", "look.script", .. options]);
    }

    private static void AssertFailed(CliResult result, int exitCode, params string[] words)
    {
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("error: ", line);
        Assert.All(words, word => Assert.Contains(word, line));
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Output);
    }
}
