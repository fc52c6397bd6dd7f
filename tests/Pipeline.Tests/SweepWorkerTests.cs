using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>A worker that does one evaluation after the other.</summary>
public sealed class SweepWorkerTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Jobs_one_after_the_other_end_in_the_bytes_of_jobs_alone()
    {
        var jobs = Plan("alone");
        foreach (var job in jobs)
            _cli.RunJson("sweep-job", "alone", job);
        Plan("together");

        var result = RunAll("together", jobs);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(jobs, File.ReadAllLines(_cli.PathOf("answers.txt")));
        Assert.Equal(SweepFiles.Results(_cli.PathOf("alone")), SweepFiles.Results(_cli.PathOf("together")));
        Assert.StartsWith(jobs[0], result.Output);
        // What it says about a later job is in that job's log, the last word too.
        foreach (var job in jobs[1..])
        {
            var log = File.ReadAllText(_cli.PathOf($"together/logs/{job}.log"));
            Assert.Contains("evaluate: 100 %", log);
            Assert.Contains($"{job}: success", log);
            Assert.DoesNotContain(job, result.Output + result.Error);
        }
    }

    [Fact]
    public void A_job_that_fails_ends_its_worker_unanswered()
    {
        var jobs = Plan("out");
        AtomicFile.WriteAllText(_cli.PathOf($"out/work/{jobs[1]}"), "no folder");

        var result = RunAll("out", jobs);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal([jobs[0]], File.ReadAllLines(_cli.PathOf("answers.txt")));
        Assert.Contains("error: ", File.ReadAllText(_cli.PathOf($"out/logs/{jobs[1]}.log")));
        Assert.Equal([$"{jobs[0]}.json"], SweepFiles.Results(_cli.PathOf("out")).Keys);
    }

    [Fact]
    public void A_sweep_that_is_stopped_while_a_worker_changes_jobs_goes_on()
    {
        Write();
        var done = 0;

        // Results appear just before a worker is given its next job.
        var stopped = _cli.RunAndStop(() => (done = SweepFiles.Results(_cli.PathOf("out")).Count) > 0, "sweep", "s.yaml", "--out", "out", "--jobs", "1");

        Assert.Equal(130, stopped.ExitCode);
        Assert.True(done is > 0 and < 3, $"{done} of 3 jobs were done");
        Assert.Equal(3, _cli.RunJson("sweep", "s.yaml", "--out", "out", "--resume").GetProperty("done").GetInt32());
    }

    [Fact]
    public void Where_nothing_is_trained_libtorch_is_no_part_of_the_versions()
    {
        Plan("out");
        var versions = JsonDocument.Parse(File.ReadAllText(_cli.PathOf("out/plan.json"))).RootElement.GetProperty("versions");

        Assert.False(versions.TryGetProperty("torch", out _));
        Assert.NotEmpty(versions.GetProperty("onnx_runtime").GetString()!);
    }

    // The frozen plan of a sweep of which nothing has run.
    private string[] Plan(string folder)
    {
        Write();
        _cli.RunAndKill(() => File.Exists(_cli.PathOf($"{folder}/plan.json")), "sweep", "s.yaml", "--out", folder);
        Assert.Empty(SweepFiles.Results(_cli.PathOf(folder)));
        var plan = JsonDocument.Parse(File.ReadAllText(_cli.PathOf($"{folder}/plan.json"))).RootElement;
        return [.. plan.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("id").GetString()!)];
    }

    // In one worker, as a launcher would.
    private CliResult RunAll(string folder, string[] jobs) => _cli.RunAfter(
        $"exec 3>>answers.txt; printf '%s\\n' {string.Join(' ', jobs[1..])} | exec dotnet \"$0\" \"$@\"; exit", "sweep-job", folder, jobs[0], "--more");

    private void Write() => AtomicFile.WriteAllText(_cli.PathOf("s.yaml"), """
        question: Is a worker that goes on as good as a new one?
        base: {environment: pointmaze-medium, bundle: models/bundles/pointmaze-medium, tasks: 1-2, episodes: 3}
        axes: {manager_period: [1, 5, 25]}

        """);
}
