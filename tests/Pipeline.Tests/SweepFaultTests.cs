using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>Jobs that hang, fail, find no room, or whose result is torn: each is named, none is lost.</summary>
public sealed class SweepFaultTests : IDisposable
{
    private const string Bundle = "environment: pointmaze-medium, bundle: models/bundles/pointmaze-medium, tasks: 1-2";

    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Job_beyond_its_time_is_killed_and_named()
    {
        Write($$"""
            base: { {{Bundle}}, episodes: 100000}
            budget: {job_seconds: 2, retries: 1}
            """);

        var failure = Assert.Single(RunFailing().GetProperty("failed").EnumerateArray());

        Assert.Equal("took longer than its budget of 2 s and was killed", failure.GetProperty("reason").GetString());
        Assert.Equal(2, failure.GetProperty("attempts").GetInt32());
    }

    [Fact]
    public void Failed_job_is_named_and_the_others_are_done()
    {
        Write($$"""
            base: { {{Bundle}}, episodes: 2}
            axes: {manager_period: [1, 5]}
            budget: {retries: 0}
            """);
        var planned = _cli.RunJson("sweep", "s.yaml", "--out", "out", "--dry-run").GetProperty("not_started")[0].GetString()!;
        AtomicFile.WriteAllText(_cli.PathOf($"out/work/{planned}"), "no folder");

        var document = RunFailing();

        Assert.Equal(1, document.GetProperty("done").GetInt32());
        Assert.Contains(planned, Assert.Single(document.GetProperty("failed").EnumerateArray()).GetProperty("reason").GetString());
        File.Delete(_cli.PathOf($"out/work/{planned}"));
        Assert.Equal(2, Resume().GetProperty("done").GetInt32());
    }

    [Fact]
    public void Torn_result_is_told_of_and_made_again()
    {
        Write($$"""
            base: { {{Bundle}}, episodes: 2}
            """);
        _cli.RunJson("sweep", "s.yaml", "--out", "out");
        var whole = SweepFiles.Results(_cli.PathOf("out"));
        var file = _cli.PathOf($"out/results/{Assert.Single(whole).Key}");
        AtomicFile.WriteAllBytes(file, File.ReadAllBytes(file)[..^20]);

        var result = _cli.Run("sweep", "s.yaml", "--out", "out", "--resume");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("its result file is torn; it runs again", result.Error);
        Assert.Equal(whole, SweepFiles.Results(_cli.PathOf("out")));
    }

    [Fact]
    public void Full_disk_stops_the_sweep_with_one_line_and_it_goes_on_later()
    {
        Write($$"""
            base: { {{Bundle}}, episodes: 60}
            """);

        var full = _cli.RunAfter("export DOTNET_EnableWriteXorExecute=0; ulimit -f 24", "sweep", "s.yaml", "--out", "out");

        Assert.Equal(1, full.ExitCode);
        var line = Assert.Single(full.ErrorLines);
        Assert.Contains("the disk is full", line);
        Assert.Contains("--resume goes on", line);
        Assert.Equal(1, Resume().GetProperty("done").GetInt32());
    }

    private void Write(string sweep) => AtomicFile.WriteAllText(_cli.PathOf("s.yaml"), $"question: What can go wrong?\n{sweep}\n");

    private JsonElement RunFailing()
    {
        var result = _cli.Run("sweep", "s.yaml", "--out", "out", "--json");
        Assert.Equal(1, result.ExitCode);
        return result.Json;
    }

    private JsonElement Resume() => _cli.RunJson("sweep", "s.yaml", "--out", "out", "--resume");
}
