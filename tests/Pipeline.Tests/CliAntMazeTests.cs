using System.Text.Json;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>The ant's whole way at toy size: its data, every kind of subgoal, missing actions, both evaluations.</summary>
public sealed class CliAntMazeTests : IDisposable
{
    private static readonly string[] Tiny =
        ["--steps", "30", "--set", "batch_size=32", "value_hidden=16,16", "actor_hidden=16", "subgoal_steps=5"];

    private readonly CliProcess _cli = new();

    public CliAntMazeTests() => _cli.RunJson(
        "collect", "--env", "antmaze-umaze", "--episodes", "4", "--steps", "120", "--val", "1", "--seed", "2", "--out", "ant.npz");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Its_data_replay_in_the_simulator_to_the_bit()
    {
        var report = _cli.RunJson("data", "replay", "ant.npz", "--env", "antmaze-umaze");

        Assert.Equal(480, report.GetProperty("rows").GetInt64());
        Assert.Equal(0, report.GetProperty("qpos_error").GetProperty("max").GetDouble());
        Assert.Equal(0, report.GetProperty("qvel_error").GetProperty("max").GetDouble());
    }

    [Theory]
    [InlineData("hiql", "phi", 10)]
    [InlineData("lavl", "phi_goal", 10)]
    [InlineData("hiql", "state", 29)]
    [InlineData("hiql", "xy", 2)]
    public void Every_kind_of_subgoal_trains_verifies_and_controls(string agent, string rep, int width)
    {
        _cli.RunJson(["train", "--data", "ant.npz", "--env", "antmaze-umaze", "--agent", agent, "--subgoal-rep", rep, "--out", "run", .. Tiny]);
        _cli.RunJson("export", "run", "--out", "bundle");

        var verified = _cli.RunJson("verify", "bundle", "--env", "antmaze-umaze");
        var evaluated = _cli.RunJson("eval", "--env", "antmaze-umaze", "--bundle", "bundle", "--episodes", "1", "--manager-period", "1");

        Assert.True(verified.GetProperty("ok").GetBoolean());
        Assert.InRange(verified.GetProperty("max_abs_error").GetDouble(), 0, 1e-5);
        Assert.Equal(1, evaluated.GetProperty("manager_period").GetInt32());
        Assert.Equal(0, evaluated.GetProperty("faults").GetInt64());
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(_cli.PathOf("bundle"), "manifest.json")));
        Assert.Equal(rep, manifest.RootElement.GetProperty("subgoal_rep").GetString());
        Assert.Equal(width, manifest.RootElement.GetProperty("rep_dim").GetInt32());
    }

    [Fact]
    public void Stripping_a_file_and_leaving_actions_out_in_memory_train_the_same_networks()
    {
        string[] train = ["train", "--env", "antmaze-umaze", "--threads", "1", "--seed", "7", .. Tiny, "low_actor_rep_grad=false"];
        _cli.RunJson("data", "strip-actions", "ant.npz", "quarter.npz", "--fraction", "0.75", "--seed", "7");

        var stripped = _cli.RunJson([.. train, "--data", "quarter.npz", "--out", "stripped"]);
        var left = _cli.RunJson([.. train, "--data", "ant.npz", "--action-free-fraction", "0.75", "--out", "left"]);
        var all = _cli.RunJson([.. train, "--data", "ant.npz", "--out", "all"]);

        foreach (var name in new[] { "training/value/value_loss", "training/low_actor/actor_loss", "training/high_actor/actor_loss" })
            Assert.Equal(Metric(stripped, name), Metric(left, name));
        Assert.NotEqual(Metric(all, "training/low_actor/actor_loss"), Metric(left, "training/low_actor/actor_loss"));
        foreach (var name in new[] { "training/value/value_loss", "training/high_actor/actor_loss" })
            Assert.Equal(Metric(all, name), Metric(left, name));
    }

    [Fact]
    public void A_share_without_any_action_is_refused_in_one_line()
    {
        var result = _cli.Run(["train", "--data", "ant.npz", "--env", "antmaze-umaze", "--action-free-fraction", "1", "--out", "none"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("action_free_fraction", result.Error);
        Assert.False(Directory.Exists(_cli.PathOf("none")));
    }

    [Fact]
    public void Its_gait_is_measured_by_one_command()
    {
        var report = _cli.RunJson("walker", "measure", "--env", "antmaze-umaze", "--steps", "1000");

        Assert.Equal(0, report.GetProperty("flips").GetInt32());
        Assert.InRange(report.GetProperty("speed_ms").GetDouble(), 0.9, 2.0);
    }

    private static double Metric(JsonElement trained, string name) => trained.GetProperty("final_metrics").GetProperty(name).GetDouble();
}
