using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>Landmark graphs in a sweep: bundles of one training, with and without, and the edges compared.</summary>
public sealed class SweepGraphTests : IDisposable
{
    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void One_training_is_followed_without_a_graph_and_over_both_kinds()
    {
        AtomicFile.WriteAllText(_cli.PathOf("s.yaml"), """
            question: Which edges?
            base: {environment: pointmaze-medium, dataset_episodes: 4, dataset_steps: 60, steps: 10, episodes: 1, tasks: 3}
            axes: {graph: ["off", "on", trajectories]}
            """);

        var swept = _cli.RunJson("sweep", "s.yaml", "--out", "out");

        // A dataset, a training, two graphs, and three evaluations.
        Assert.Equal((7, 7), (swept.GetProperty("jobs").GetInt32(), swept.GetProperty("done").GetInt32()));
        var bundles = Directory.GetDirectories(_cli.PathOf("out/work"), "bundle", SearchOption.AllDirectories);
        var datasets = bundles.Select(Trajectories).OrderBy(text => text.Length).ToArray();
        Assert.Equal(
            ["none", "value", Sha256File.OfFile(Directory.GetFiles(_cli.PathOf("out/work"), "dataset.npz", SearchOption.AllDirectories).Single())], datasets);

        var report = JsonDocument.Parse(File.ReadAllText(_cli.PathOf("out/report.json"))).RootElement;
        var commands = report.GetProperty("preparations").EnumerateArray().SelectMany(made => made.GetProperty("commands").EnumerateArray()).Select(line => line.GetString()!).ToArray();
        Assert.Equal(2, commands.Count(line => line.StartsWith("hiql graph ", StringComparison.Ordinal)));
        Assert.Single(commands, line => line.StartsWith("hiql graph ", StringComparison.Ordinal) && line.Contains("/dataset.npz", StringComparison.Ordinal));
        // The training's success is that of all who drive by it.
        Assert.Contains(report.GetProperty("preparations").EnumerateArray(), made => made.GetProperty("success").GetArrayLength() == 3);
    }

    private static string Trajectories(string bundle)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(bundle, BundleManifest.FileName)));
        return !manifest.RootElement.TryGetProperty("graph", out var graph) ? "none"
            : graph.TryGetProperty("trajectories_sha256", out var data) ? data.GetString()! : "value";
    }
}
