using System.Security.Cryptography;
using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>The whole way on a toy: every stage, every field, and the same bytes for the same seed.</summary>
public sealed class CliPipelineTests : IDisposable
{
    private const string Recipe = """
        environment: pointmaze-medium
        dataset: {episodes: 12, steps: 200, val: 2, seed: 3}
        training: {steps: 150, seed: 1, set: {batch_size: 64, value_hidden: "32,32", actor_hidden: "32,32"}}
        graph: {nodes: 50}
        evaluation: {episodes: 1, seed: 2, baselines: [gcbc]}
        run: {rate: 500, seconds: 0.4}
        """;

    // Everything but the timing, the run's absolute names and the report that quotes both.
    private static readonly string[] Reproducible =
    [
        "pointmaze-medium-navigate.npz", "pointmaze-medium-navigate-val.npz", "hiql/metrics.jsonl", "gcbc/metrics.jsonl",
        "bundle/worker.onnx", "bundle/manager.onnx", "bundle/value.onnx", "bundle/goal_rep.onnx", "bundle/probes.npz",
        "bundle/landmarks.npz", "bundle/graph.npz", "bundle/manifest.json",
    ];

    private readonly CliProcess _cli = new();

    public CliPipelineTests() => AtomicFile.WriteAllText(_cli.PathOf("toy.yaml"), Recipe);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Pipeline_reports_every_stage_and_repeats_to_the_byte()
    {
        var first = _cli.RunJson("pipeline", "toy.yaml", "--out", "one", "--jobs", "1");
        AssertStages(first);
        AssertReport(first);

        // Another folder, another number of jobs: the same bytes.
        _cli.RunJson("pipeline", "toy.yaml", "--out", "two", "--jobs", "2");
        Assert.Equal(HashesOf("one"), HashesOf("two"));
        Assert.Equal(Evaluated("one"), Evaluated("two"));

        // Once more on the same folder: nothing is done again.
        var again = _cli.Run("pipeline", "toy.yaml", "--out", "one");
        Assert.Equal(0, again.ExitCode);
        foreach (var stage in new[] { "collect", "train", "export", "run", "eval", "eval-without-graph", "eval-period-1", "eval-period-1-without-graph", "train-gcbc", "export-gcbc", "eval-gcbc" })
            Assert.Contains($"{stage}: done before", again.Error);
        Assert.Contains("report.html", again.Output);
    }

    [Fact]
    public void Killed_collection_and_training_end_as_if_nothing_had_happened()
    {
        string[] collect = ["collect", "--env", "pointmaze-medium", "--episodes", "600", "--steps", "200", "--jobs", "2"];
        _cli.RunJson([.. collect, "--out", "whole.npz"]);
        var killed = _cli.RunAndKill(() => Directory.EnumerateFiles(_cli.Folder, "*", SearchOption.AllDirectories)
            .Count(file => file.Contains("cut.npz", StringComparison.Ordinal)) > 2, [.. collect, "--out", "cut.npz"]);
        Assert.True(killed, "the collection ended before it could be killed");
        Assert.False(File.Exists(_cli.PathOf("cut.npz")));
        _cli.RunJson([.. collect, "--out", "cut.npz"]);
        Assert.Equal(Hash("whole.npz"), Hash("cut.npz"));

        // The cheapest agent: TrainerTests resumes all of them.
        string[] train = ["train", "--data", "whole.npz", "--env", "pointmaze-medium", "--agent", "gcbc", "--steps", "5200", "--seed", "4",
            "--set", "batch_size=32", "value_hidden=16,16", "actor_hidden=16,16"];
        _cli.RunJson([.. train, "--out", "whole"]);
        killed = _cli.RunAndKill(() => Directory.Exists(_cli.PathOf("cut/checkpoints/step-5000")), [.. train, "--out", "cut"]);
        _cli.RunJson([.. train, "--out", "cut", "--resume"]);
        _cli.RunJson("export", "whole", "--out", "whole-bundle");
        _cli.RunJson("export", "cut", "--out", "cut-bundle");
        Assert.Equal(Hash("whole/metrics.jsonl"), Hash("cut/metrics.jsonl"));
        Assert.Equal(Hash("whole-bundle/manifest.json"), Hash("cut-bundle/manifest.json"));
    }

    [Fact]
    public void Training_that_is_asked_to_stop_saves_and_can_go_on()
    {
        _cli.RunJson("collect", "--env", "pointmaze-medium", "--episodes", "5", "--steps", "100", "--out", "d.npz");
        string[] train = ["train", "--data", "d.npz", "--env", "pointmaze-medium", "--agent", "gcbc", "--steps", "100000", "--out", "run",
            "--set", "batch_size=32", "value_hidden=16,16", "actor_hidden=16,16"];
        var stopped = _cli.RunAndStop(() => Directory.Exists(_cli.PathOf("run/checkpoints/step-5000")), train);
        Assert.Equal(130, stopped.ExitCode);
        Assert.Contains("--resume", Assert.Single(stopped.ErrorLines));
        Assert.Empty(stopped.Output);
        var steps = Directory.EnumerateDirectories(_cli.PathOf("run/checkpoints")).Select(folder => long.Parse(Path.GetFileName(folder)["step-".Length..]));
        Assert.Contains(steps, step => step >= 5000 && step < 100000);
        _cli.RunJson("export", "run", "--out", "bundle");
    }

    [Fact]
    public void Bundle_that_was_tampered_with_is_refused()
    {
        _cli.RunJson("pipeline", "toy.yaml", "--out", "one");
        string[] verify = ["verify", "one/bundle"];
        Assert.True(_cli.RunJson(verify).GetProperty("ok").GetBoolean());

        AssertRefused(_cli.Run("verify", "one/bundle", "--env", "pointmaze-large"));
        AssertRefused(_cli.Run("eval", "--env", "pointmaze-large", "--bundle", "one/bundle"));

        FlipByte("one/bundle/manifest.json");
        AssertRefused(_cli.Run(verify));
        FlipByte("one/bundle/manifest.json");
        FlipByte("one/bundle/worker.onnx");
        AssertRefused(_cli.Run(verify));
        AssertRefused(_cli.Run("run", "--env", "pointmaze-medium", "--bundle", "one/bundle", "--seconds", "0.1"));
    }

    private static void AssertStages(JsonElement results)
    {
        Assert.Equal(12 * 200, results.GetProperty("collect").GetProperty("transitions").GetInt64());
        Assert.Equal(150, results.GetProperty("train").GetProperty("steps").GetInt64());
        foreach (var metric in new[] { "training/value/value_loss", "diagnostics/order_consistency", "diagnostics/wall_ratio" })
            Assert.True(double.IsFinite(results.GetProperty("train").GetProperty("final_metrics").GetProperty(metric).GetDouble()));
        Assert.InRange(results.GetProperty("verify").GetProperty("max_abs_error").GetDouble(), 0, 1e-5);
        Assert.Equal(200, results.GetProperty("run").GetProperty("ticks").GetInt64() + results.GetProperty("run").GetProperty("missed").GetInt64());
        Assert.Equal(10, results.GetProperty("eval").GetProperty("manager_period").GetInt32());
        Assert.Equal(5, results.GetProperty("eval").GetProperty("tasks").GetArrayLength());
        Assert.Equal(
            ["HIQL, subgoal held 10 steps, over the graph", "HIQL, subgoal held 10 steps, no graph", "HIQL, manager every step, over the graph",
                "HIQL, manager every step, no graph", "GCBC, flat"],
            results.GetProperty("evaluations").EnumerateArray().Select(evaluation => evaluation.GetProperty("name").GetString()));
        Assert.Equal(50, results.GetProperty("eval").GetProperty("graph").GetProperty("nodes").GetInt32());
        Assert.Equal("gcbc", results.GetProperty("baselines")[0].GetProperty("agent").GetString());
    }

    private void AssertReport(JsonElement results)
    {
        var page = File.ReadAllText(_cli.PathOf(results.GetProperty("report").GetString()!));
        Assert.Contains("Task 5: trajectories and value map", page);
        Assert.Contains("Dataset coverage", page);
        Assert.Contains("GCBC, flat", page);
        Assert.Contains(results.GetProperty("collect").GetProperty("sha256").GetString()!, page);
        Assert.True(File.Exists(_cli.PathOf("one/report.json")));
    }

    private void FlipByte(string file)
    {
        var bytes = File.ReadAllBytes(_cli.PathOf(file));
        bytes[bytes.Length / 2] ^= 1;
        AtomicFile.WriteAllBytes(_cli.PathOf(file), bytes);
    }

    private Dictionary<string, string> HashesOf(string folder) =>
        Reproducible.ToDictionary(file => file, file => Hash(Path.Combine(folder, file)));

    private string[] Evaluated(string folder)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(_cli.PathOf(Path.Combine(folder, "report.json"))));
        return [.. report.RootElement.GetProperty("evaluations").EnumerateArray()
            .Select(evaluation => evaluation.GetProperty("result").GetProperty("tasks").GetRawText())];
    }

    private string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_cli.PathOf(file))));

    private static void AssertRefused(CliResult result)
    {
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("error: ", Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Empty(result.Output);
    }
}
