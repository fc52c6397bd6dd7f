using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Sweeps.Reports;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>The report as a user gets it.</summary>
public sealed class CliSweepReportTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Sweep_ends_in_a_report_whose_episodes_can_be_seen_again()
    {
        Write("");
        var swept = _cli.RunJson("sweep", "small.yaml", "--out", "found");
        Assert.Equal(Path.Combine("found", SweepReportFiles.Html), swept.GetProperty("report").GetString());
        var page = File.ReadAllBytes(_cli.PathOf("found/report.html"));

        var report = _cli.RunJson("report", "found");
        Assert.Equal(page, File.ReadAllBytes(_cli.PathOf("found/report.html")));
        Assert.True(File.Exists(_cli.PathOf("found/timings.md")));

        var worst = report.GetProperty("points")[0].GetProperty("result").GetProperty("worst");
        var words = worst.GetProperty("command").GetString()!.Split(' ');
        // Without the film, which needs more of a machine; bundles are named from the repository's root.
        var line = words[1..Array.IndexOf(words, "--video")];
        line[Array.IndexOf(line, "--bundle") + 1] = Path.Combine(SourceTree.Root, "models/bundles/pointmaze-medium");
        var again = _cli.RunJson(line).GetProperty("episode");
        Assert.Equal(worst.GetProperty("episode").GetProperty("state_sha256").GetString(), again.GetProperty("state_sha256").GetString());
        Assert.Equal(worst.GetProperty("episode").GetProperty("index").GetInt32(), again.GetProperty("index").GetInt32());
    }

    [Fact]
    public void Failed_job_is_named_by_report_and_exit_code()
    {
        Write("budget: {job_seconds: 0.1, retries: 0}");
        var result = _cli.Run("sweep", "small.yaml", "--out", "found", "--json");

        Assert.Equal(1, result.ExitCode);
        foreach (var name in new[] { SweepReportFiles.Html, SweepReportFiles.Markdown, SweepReportFiles.Json })
            Assert.Contains("took longer than its budget of 0.1 s and was killed", File.ReadAllText(_cli.PathOf($"found/{name}")));
    }

    [Fact]
    public void Folder_without_a_sweep_is_refused()
    {
        var result = _cli.Run("report", "nowhere");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("nowhere: no sweep there", Assert.Single(result.ErrorLines));
    }

    [Theory]
    [InlineData("--episode", "4")]
    [InlineData("--episode", "4:-1")]
    [InlineData("--episode", "4:0", "--tasks", "1")]
    [InlineData("--action-noise", "-1")]
    public void Eval_refuses_what_is_no_episode(params string[] options)
    {
        var result = _cli.Run(["eval", "--env", "pointmaze-medium", "--bundle", Path.Combine(SourceTree.Root, "models/bundles/pointmaze-medium"), .. options]);
        Assert.Equal(2, result.ExitCode);
        Assert.Single(result.ErrorLines);
    }

    private void Write(string budget) => AtomicFile.WriteAllText(_cli.PathOf("small.yaml"), $$"""
        question: For how long?
        base: {environment: pointmaze-medium, bundle: models/bundles/pointmaze-medium, tasks: 4, episodes: 3}
        axes: {manager_period: [1, 25]}
        {{budget}}
        """);
}
