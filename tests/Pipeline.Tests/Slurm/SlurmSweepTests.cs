using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests.Slurm;

/// <summary>Sweeps on a real Slurm: the same results as without, nothing lost, nothing left in the queue.</summary>
public sealed class SlurmSweepTests : IClassFixture<SlurmCluster>, IDisposable
{
    // Three evaluations, and a chain that has to wait for itself.
    private const string Tiny = """
        question: Does it matter who runs the jobs?
        base: {environment: pointmaze-medium, tasks: 1-2, episodes: 2}
        zip:
          - {bundle: models/bundles/pointmaze-medium, manager_period: 1}
          - {bundle: models/bundles/pointmaze-medium, manager_period: 5}
          - {bundle: models/bundles/pointmaze-medium, manager_period: 25}
          - {dataset_episodes: 4, dataset_steps: 60, steps: 20, set.batch_size: 16, set.value_hidden: "64,64", set.actor_hidden: "64,64"}
        budget: {retries: 0}

        """;

    private const int Jobs = 6;

    private readonly SlurmCluster _cluster;
    private readonly CliProcess _cli;

    public SlurmSweepTests(SlurmCluster cluster)
    {
        _cluster = cluster;
        _cli = new CliProcess { Variables = cluster.Variables };
        AtomicFile.WriteAllText(_cli.PathOf("tiny.yaml"), Tiny);
    }

    public void Dispose() => _cli.Dispose();

    [SlurmFact]
    public async Task Results_and_page_are_the_local_launchers_bytes_even_after_the_launcher_was_killed()
    {
        string[] sweep = ["sweep", "tiny.yaml", "--out"];
        string[] slurm = [.. sweep, "slurm", "--launcher", "slurm", "--jobs", "1", "--partition", SlurmCluster.Partition, "--slurm-args=--nice=0 --no-requeue"];
        Assert.Equal(Jobs, _cli.RunJson([.. sweep, "local"]).GetProperty("done").GetInt32());

        Assert.True(_cli.RunAndKill(() => Results("slurm").Count > 0, slurm));
        // Whoever goes on finds tasks in the queue.
        _cluster.SetOpen(false);
        _cluster.WaitFor(() => _cluster.ActiveTasks().All(task => task.Contains("PENDING", StringComparison.Ordinal)));
        Assert.NotEmpty(_cluster.ActiveTasks());
        var going = Task.Run(() => _cli.Run([.. slurm, "--resume", "--json"]));
        _cluster.WaitFor(() => going.IsCompleted || IsTaken("slurm"));
        _cluster.SetOpen(true);
        var resumed = await going;

        Assert.True(resumed.ExitCode == 0, resumed.Error);
        Assert.Contains("still in the queue", resumed.Error);
        Assert.Equal(Jobs, resumed.Json.GetProperty("done").GetInt32());
        Assert.Equal(Results("local"), Results("slurm"));
        Assert.Equal(SweepFiles.Report(_cli.PathOf("local")), SweepFiles.Report(_cli.PathOf("slurm")));
        Assert.Empty(_cluster.ActiveTasks());
    }

    [SlurmFact]
    public void Failures_are_named_and_what_needs_them_is_not_run()
    {
        var planned = _cli.RunJson("sweep", "tiny.yaml", "--out", "out", "--dry-run").GetProperty("not_started").EnumerateArray().Select(id => id.GetString()!).ToArray();
        // Fourth in the plan is the collection: a file where its folder would be.
        var (broken, behind) = (planned[3], planned[4..]);
        AtomicFile.WriteAllText(_cli.PathOf($"out/work/{broken}"), "");

        var result = _cli.Run("sweep", "tiny.yaml", "--out", "out", "--launcher", "slurm", "--json");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(3, result.Json.GetProperty("done").GetInt32());
        var failure = Assert.Single(result.Json.GetProperty("failed").EnumerateArray());
        Assert.Equal(broken, failure.GetProperty("job").GetString());
        Assert.Contains(broken, failure.GetProperty("reason").GetString());
        Assert.Equal(behind, result.Json.GetProperty("not_started").EnumerateArray().Select(id => id.GetString()!));
        Assert.Empty(_cluster.ActiveTasks());
    }

    [SlurmFact]
    public void A_job_beyond_its_time_is_killed_and_named()
    {
        AtomicFile.WriteAllText(_cli.PathOf("long.yaml"), """
            question: How long is too long?
            base: {environment: pointmaze-medium, bundle: models/bundles/pointmaze-medium, episodes: 100000}
            budget: {job_seconds: 2, retries: 1}

            """);

        var result = _cli.Run("sweep", "long.yaml", "--out", "out", "--launcher", "slurm", "--json");

        var failure = Assert.Single(result.Json.GetProperty("failed").EnumerateArray());
        Assert.Equal("took longer than its budget of 2 s and was killed", failure.GetProperty("reason").GetString());
        Assert.Equal(2, failure.GetProperty("attempts").GetInt32());
        Assert.Equal(1, result.ExitCode);
    }

    [SlurmFact]
    public void Asked_to_stop_it_empties_the_queue()
    {
        AtomicFile.WriteAllText(_cli.PathOf("two.yaml"), """
            question: What is left?
            base: {environment: pointmaze-medium, bundle: models/bundles/pointmaze-medium, tasks: 1-2}
            axes: {episodes: [2, 2000]}

            """);
        string[] sweep = ["sweep", "two.yaml", "--out", "out", "--launcher", "slurm"];

        var stopped = _cli.RunAndStop(() => Results("out").Count > 0, sweep);

        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("1 of 2 jobs are done; --resume goes on", Assert.Single(stopped.ErrorLines));
        Assert.Empty(_cluster.ActiveTasks());
    }

    [SlurmFact]
    public async Task A_task_that_is_queued_again_runs_again()
    {
        AtomicFile.WriteAllText(_cli.PathOf("one.yaml"), """
            question: Once more?
            base: {environment: pointmaze-medium, bundle: models/bundles/pointmaze-medium, tasks: 1-2, episodes: 200}
            budget: {retries: 0}

            """);

        var going = Task.Run(() => _cli.Run("sweep", "one.yaml", "--out", "out", "--launcher", "slurm", "--json"));
        _cluster.WaitFor(() => going.IsCompleted || Logs().Any(log => File.ReadAllText(log).Contains("evaluate:", StringComparison.Ordinal)));
        foreach (var task in _cluster.ActiveTasks())
            _cluster.Call("scontrol", "requeue", task.Split(' ')[0]);
        var result = await going;

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(1, result.Json.GetProperty("done").GetInt32());
        // The first attempt was stopped, and nobody took that for a failure.
        Assert.Contains("stopping:", File.ReadAllText(Assert.Single(Logs())));
        Assert.Empty(_cluster.ActiveTasks());

        // Those of jobs, without what Slurm says.
        string[] Logs() => Directory.Exists(_cli.PathOf("out/logs"))
            ? [.. Directory.EnumerateFiles(_cli.PathOf("out/logs")).Where(log => !Path.GetFileName(log).StartsWith("slurm-", StringComparison.Ordinal))] : [];
    }

    // Whether a sweep is at work in a folder.
    private bool IsTaken(string folder)
    {
        try
        {
            using var mine = new FileStream(_cli.PathOf($"{folder}/lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    private Dictionary<string, string> Results(string folder) => SweepFiles.Results(_cli.PathOf(folder));
}
