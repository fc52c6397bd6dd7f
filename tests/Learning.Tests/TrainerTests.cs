using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Logging;
using HiqlRobotics.Learning.Tests.Support;
using TorchSharp;

namespace HiqlRobotics.Learning.Tests;

public sealed class TrainerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _dataset;

    public TrainerTests() => _dataset = Toy.Write(_folder.Path);

    public void Dispose() => _folder.Dispose();

    private static HiqlConfig Config => Toy.Config() with { StandardizeObservations = true, DecayStart = 0.5 };

    private static HiqlConfig Of(string agent) => Config with
    {
        Agent = agent,
        SubgoalRep = agent == "lavl" ? SubgoalRep.PhiGoal : SubgoalRep.Phi,
        ContinuityWeight = 1,
        MaxGradientNorm = 1000,
    };

    private string Run(string name) => _folder[name];

    private TrainSummary Train(
        string run, HiqlConfig? config = null, bool resume = false, long stopAfter = long.MaxValue, Func<TrainerOptions, TrainerOptions>? change = null)
    {
        var resolved = (config ?? Config).Validated();
        using var data = TrainingData.Load(_dataset, Toy.Environment, resolved, torch.CPU);
        using var stop = new CancellationTokenSource();
        var options = new TrainerOptions
        {
            Folder = Run(run),
            Threads = 2,
            LogInterval = 5,
            CheckpointInterval = 10,
            Resume = resume,
            Progress = progress => StopAt(progress, stopAfter, stop),
            Time = new QuickTime(),
        };
        using var trainer = new Trainer(RunConfig.Create(resolved, Toy.Environment, _dataset, data, seed: 11), data, change?.Invoke(options) ?? options);
        return trainer.Run(stop.Token);
    }

    private static void StopAt(TrainProgress progress, long stopAfter, CancellationTokenSource stop)
    {
        if (progress.Step >= stopAfter)
            stop.Cancel();
    }

    private byte[] Bytes(string run, string file) => File.ReadAllBytes(Path.Combine(Run(run), file));

    private void AssertSameRun(string a, string b)
    {
        foreach (var file in new[] { "checkpoints/step-40/model.safetensors", "checkpoints/step-40/optimizer.safetensors", MetricsLog.FileName })
            Assert.True(Bytes(a, file).AsSpan().SequenceEqual(Bytes(b, file)), file);
    }

    // Half a second per look, so that progress is due at every step.
    private sealed class QuickTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 2;

        public override long GetTimestamp() => Interlocked.Increment(ref _now);
    }

    [Theory]
    [InlineData("hiql")]
    [InlineData("gciql")]
    [InlineData("lavl")]
    public void The_same_seed_gives_the_same_bytes(string agent)
    {
        Train("one", Of(agent));
        Train("two", Of(agent));
        AssertSameRun("one", "two");
    }

    [Theory]
    [InlineData("hiql", 20, 0.0)]
    [InlineData("hiql", 17, 0.9)]
    [InlineData("gciql", 17, 0.9)]
    [InlineData("lavl", 17, 0.9)]
    public void A_resumed_run_ends_as_an_uninterrupted_one(string agent, long stopAfter, double emaDecay)
    {
        var config = Of(agent) with { EmaDecay = emaDecay };
        Train("straight", config);

        var first = Train("halved", config, stopAfter: stopAfter);
        var second = Train("halved", config, resume: true);

        Assert.True(first.Cancelled);
        Assert.Equal(stopAfter, first.Steps);
        Assert.False(second.Cancelled);
        AssertSameRun("straight", "halved");
    }

    [Fact]
    public void After_a_kill_the_steps_since_the_checkpoint_are_made_again()
    {
        Train("straight");
        Train("killed", stopAfter: 20);
        // What a run leaves that was killed at step 28: a line more, half a line, half a checkpoint.
        File.AppendAllText(Path.Combine(Run("killed"), MetricsLog.FileName), "{\"step\":25,\"training/value/value_loss\":1}\n{\"step\":2");
        Directory.CreateDirectory(Path.Combine(Run("killed"), "checkpoints", "step-30.tmp123"));

        Train("killed", resume: true);

        AssertSameRun("straight", "killed");
        Assert.Empty(Directory.GetDirectories(Path.Combine(Run("killed"), "checkpoints"), "*.tmp*"));
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("optimizer.safetensors")]
    [InlineData("state.json")]
    public void A_damaged_checkpoint_is_passed_over(string file)
    {
        Train("straight");
        Train("damaged", stopAfter: 20);
        var path = Path.Combine(Run("damaged"), "checkpoints", "step-20", file);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0x40;
        File.Delete(path);
        AtomicFile.WriteAllBytes(path, bytes);

        var warnings = new List<string>();
        Train("damaged", resume: true, change: options => options with { Warn = warnings.Add });

        Assert.Contains("step-20", Assert.Single(warnings), StringComparison.Ordinal);
        AssertSameRun("straight", "damaged");
    }

    [Fact]
    public void The_last_two_checkpoints_and_the_best_are_kept()
    {
        Train("run", Config with { EmaDecay = 0.5 });
        var store = new CheckpointStore(Run("run"));
        var scores = MetricsLog.Read(Path.Combine(Run("run"), MetricsLog.FileName)).Where(line => line.Step % 10 == 0)
            .ToDictionary(line => line.Step, line => line.Metrics["diagnostics/order_consistency"]);

        Assert.Equal(4, scores.Count);
        Assert.Equal(scores.Where(score => score.Value == scores.Values.Max()).Max(score => score.Key), store.Best);
        Assert.Equal(new[] { 40, 30, store.Best!.Value }.Distinct(), store.Steps);
    }

    [Fact]
    public void Any_checkpoint_that_is_kept_can_be_exported()
    {
        Train("run");

        Assert.Equal(30, BundleExporter.ExportRun(Run("run"), Run("bundle"), step: 30));
        var manifest = File.ReadAllText(Path.Combine(Run("bundle"), BundleManifest.FileName));
        Assert.Contains("\"steps\": 30", manifest, StringComparison.Ordinal);
        var error = Assert.Throws<InputException>(() => BundleExporter.ExportRun(Run("run"), Run("none"), step: 31));
        Assert.Contains("no checkpoint of step 31; there are 40, 30", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Run("none")));
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_leaves_the_ones_before()
    {
        var config = Config;
        using var lanes = new TwoLanes(1);
        using var agent = AgentFactory.Create(config, ObservationScaling.Identity(2), 2, seed: 0, torch.CPU, lanes);
        Directory.CreateDirectory(Run("full"));
        var store = new CheckpointStore(Run("full"));
        store.Save(State(10), agent, average: null);
        // A file where the folder should go is refused as a full disk is: by an I/O error half-way.
        File.Create(Path.Combine(Run("full"), "checkpoints", $"step-20.tmp{Environment.ProcessId}")).Dispose();

        var error = Assert.Throws<HiqlException>(() => store.Save(State(20), agent, average: null));

        Assert.Contains("earlier checkpoints are intact", error.Message, StringComparison.Ordinal);
        Assert.Equal([10L], store.Steps);
        Assert.Equal(10, store.LoadLatest(agent, average: null, _ => { })!.Step);
        CheckpointState State(long step) => new()
        {
            Step = step,
            OptimizerSteps = [.. agent.Optimizers.Select(adam => adam.StepCount)],
            Random = new Dictionary<string, ulong[]>(),
            Files = new Dictionary<string, string>(),
        };
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_run_and_keeps_the_batch()
    {
        var error = Assert.Throws<HiqlException>(() => Train("nan", Config with { LearningRate = 1e30 }));
        var path = Directory.GetFiles(Run("nan"), "nan-batch-*.npz").Single();
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        using var npz = NpzReader.Open(path);
        Assert.Equal([16L, 2L], npz.Member("observations").Shape);
        Assert.True(npz.Contains("high_actor_targets"));
    }

    [Fact]
    public void Evaluation_gets_a_written_bundle_and_its_result_is_logged()
    {
        var seen = new List<(string Path, long Step)>();
        Train("run", change: options => options with
        {
            EvaluationInterval = 20,
            Evaluate = (path, step) =>
            {
                seen.Add((path, step));
                Assert.True(File.Exists(Path.Combine(path, BundleFiles.Manager)));
                return new Dictionary<string, double> { ["overall_success"] = 0.25 };
            },
        });
        Assert.Equal([20L, 40L], seen.Select(call => call.Step));
        var last = MetricsLog.Read(Path.Combine(Run("run"), MetricsLog.FileName))[^1];
        Assert.Equal(0.25, last.Metrics["evaluation/overall_success"]);
        Assert.True(last.Metrics.ContainsKey("diagnostics/order_consistency"));
        Assert.True(last.Metrics.ContainsKey("diagnostics/greedy_errors"));
        Assert.True(last.Metrics.ContainsKey("diagnostics/wall_ratio"));
    }

    [Fact]
    public void A_validation_file_beside_the_dataset_is_measured()
    {
        Toy.Write(_folder.Path, "toy-val.npz", seed: 5);
        Train("run");
        Assert.Contains("validation/value/value_loss", MetricsLog.Read(Path.Combine(Run("run"), MetricsLog.FileName))[^1].Metrics.Keys);
    }

    [Theory]
    [InlineData("hiql", true)]
    [InlineData("hiql", false)]
    [InlineData("gcbc", true)]
    public void A_bundle_says_from_where_on_the_goal_is_the_subgoal(string agent, bool asSubgoal)
    {
        var config = Of(agent) with { GoalAsSubgoal = asSubgoal, SubgoalSteps = 7 };
        Train("run", config);
        BundleExporter.ExportRun(Run("run"), Run("bundle"));

        var manifest = File.ReadAllText(Path.Combine(Run("bundle"), BundleManifest.FileName));
        var says = asSubgoal && agent == "hiql";
        Assert.Equal(says, manifest.Contains("\"goal_within\": 7", StringComparison.Ordinal));
        Assert.Contains(says ? "\"format_version\": 3" : "\"format_version\": 1", manifest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hiql")]
    [InlineData("lavl")]
    public void A_bundle_says_how_many_actions_its_worker_decides_on(string agent)
    {
        Train("run", Of(agent) with { ActionChunk = 3 });
        BundleExporter.ExportRun(Run("run"), Run("bundle"));

        var manifest = File.ReadAllText(Path.Combine(Run("bundle"), BundleManifest.FileName));
        Assert.Contains("\"action_chunk\": 3", manifest, StringComparison.Ordinal);
        Assert.Contains("\"format_version\": 4", manifest, StringComparison.Ordinal);
        using var probes = NpzReader.Open(Path.Combine(Run("bundle"), BundleFiles.Probes));
        var (one, all) = (probes.Member("observation"), probes.Member("worker_action"));
        Assert.Equal([one.Shape[0], 3 * 2], all.Shape);
    }

    [Theory]
    [InlineData("hiql", 0.0, true)]
    [InlineData("hiql", 0.5, true)]
    [InlineData("gcivl", 0.0, false)]
    [InlineData("gcbc", 0.0, false)]
    [InlineData("gciql", 0.5, false)]
    [InlineData("lavl", 0.5, true)]
    public void Every_agent_trains_and_exports(string agent, double emaDecay, bool hierarchical)
    {
        var config = Of(agent) with { EmaDecay = emaDecay };
        Train("run", config);

        Assert.Equal(40, BundleExporter.ExportRun(Run("run"), Run("bundle")));
        BundleExporter.ExportRun(Run("run"), Run("again"));

        Assert.Equal(hierarchical, File.Exists(Path.Combine(Run("bundle"), BundleFiles.GoalRep)));
        Assert.Equal(agent != "gcbc", File.Exists(Path.Combine(Run("bundle"), BundleFiles.Value)));
        foreach (var file in Directory.GetFiles(Run("bundle")))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(Run("again"), Path.GetFileName(file))));
    }

    [Fact]
    public void A_run_is_neither_overwritten_nor_continued_as_another()
    {
        Train("run", stopAfter: 10);
        Assert.Contains("--resume", Assert.Throws<InputException>(() => Train("run")).Message, StringComparison.Ordinal);
        Assert.Contains("tau: the run has", Assert.Throws<InputException>(() => Train("run", Config with { Tau = 0.5 }, resume: true)).Message, StringComparison.Ordinal);
        Assert.Contains("no run", Assert.Throws<InputException>(() => Train("none", resume: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_tells_step_rate_and_remaining_time()
    {
        var reports = new List<TrainProgress>();
        Train("run", change: options => options with { Progress = reports.Add });
        Assert.Equal(40, reports[^1].Step);
        Assert.True(double.IsFinite(reports[^1].Loss));
        Assert.True(reports[^1].StepsPerSecond > 0);
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
    }
}
