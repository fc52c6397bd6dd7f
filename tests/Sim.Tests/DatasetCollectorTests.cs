using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

public sealed class DatasetCollectorTests
{
    [Fact]
    public void File_has_the_keys_types_and_shapes_of_OGBench()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz")) with { Episodes = 3, Steps = 20 };

        var result = DatasetCollector.Collect(options);

        Assert.Equal(60, result.Transitions);
        using var npz = NpzReader.Open(options.Out);
        Assert.Equal(
            ["observations", "actions", "terminals", "qpos", "qvel", "qpos64", "qvel64"], npz.Members.Select(m => m.Key));
        foreach (var key in new[] { "observations", "actions", "qpos", "qvel" })
            npz.Require(key, NpyType.Float32, 63, 2);
        npz.Require("qpos64", NpyType.Float64, 63, 2);
        npz.Require("qvel64", NpyType.Float64, 63, 2);
        var terminals = npz.Read<bool>("terminals");
        Assert.Equal([20, 41, 62], Enumerable.Range(0, 63).Where(row => terminals[row]));
    }

    [Fact]
    public void Manifest_says_what_it_is_and_nothing_else_is_left()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz")) with { ValidationEpisodes = 2 };

        var result = DatasetCollector.Collect(options);

        var manifest = JsonSerializer.Deserialize<DatasetManifest>(File.ReadAllText(folder.File("d.json")), ContractJson.Document)!;
        Assert.Equal(["d-val.json", "d-val.npz", "d.json", "d.npz"], Entries(folder));
        Assert.Equal(result.Sha256, manifest.Sha256);
        Assert.Equal(Sha256File.OfFile(options.Out), manifest.Sha256);
        Assert.Equal(("navigate", 12, 400, 0.5), (manifest.Type, manifest.Episodes, manifest.Steps, manifest.ActionNoise));
        Assert.Equal(3UL, manifest.Seed);
        Assert.Equal("pointmaze-medium", manifest.Environment.Name);
    }

    [Theory]
    [InlineData("pointmaze-medium", "navigate")]
    [InlineData("pointmaze-large", "stitch")]
    [InlineData("pointmaze-teleport", "navigate")]
    [InlineData("pointmaze-arena", "explore")]
    public void Number_of_jobs_does_not_change_a_byte(string environment, string type)
    {
        using var folder = new TemporaryFolder();
        var one = CollectTestOptions.To(folder.File("one.npz"), environment, type) with { Episodes = 30 };
        var many = one with { Out = folder.File("many.npz"), Jobs = 4 };

        DatasetCollector.Collect(one);
        DatasetCollector.Collect(many);

        Assert.Equal(File.ReadAllBytes(one.Out), File.ReadAllBytes(many.Out));
        Assert.Equal(File.ReadAllBytes(folder.File("one.json")), File.ReadAllBytes(folder.File("many.json")));
    }

    [Fact]
    public void An_interrupted_collection_goes_on_to_the_same_bytes()
    {
        using var folder = new TemporaryFolder();
        var whole = CollectTestOptions.To(folder.File("whole.npz")) with { Episodes = 60, ValidationEpisodes = 12 };
        var broken = whole with { Out = folder.File("broken.npz"), Jobs = 2 };
        DatasetCollector.Collect(whole);
        using var cancel = new CancellationTokenSource();

        var error = Assert.Throws<OperationCanceledException>(
            () => DatasetCollector.Collect(broken, progress => CancelAt(20, progress, cancel), cancel.Token));
        TearOnePart(broken.Out + ".parts");
        var keptEpisodes = int.MaxValue;
        DatasetCollector.Collect(broken, progress => keptEpisodes = Math.Min(keptEpisodes, progress.Episodes));

        Assert.Contains("interrupted", error.Message, StringComparison.Ordinal);
        Assert.InRange(keptEpisodes, 1, 59);
        Assert.Equal(File.ReadAllBytes(whole.Out), File.ReadAllBytes(broken.Out));
        Assert.Equal(File.ReadAllBytes(folder.File("whole-val.npz")), File.ReadAllBytes(folder.File("broken-val.npz")));
        Assert.False(Directory.Exists(broken.Out + ".parts"));
    }

    [Fact]
    public void Parts_of_another_collection_are_refused_and_kept()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz")) with { Episodes = 60 };
        using var cancel = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => DatasetCollector.Collect(options, p => CancelAt(1, p, cancel), cancel.Token));

        var error = Assert.Throws<InputException>(() => DatasetCollector.Collect(options with { Seed = 4 }));

        Assert.Contains("d.npz.parts", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(folder.File("d.npz.parts"), "*.part"));
    }

    [Fact]
    public void Validation_episodes_differ_from_training_and_do_not_depend_on_their_number()
    {
        using var folder = new TemporaryFolder();
        var few = CollectTestOptions.To(folder.File("few.npz")) with { Episodes = 2, ValidationEpisodes = 2 };
        var more = few with { Out = folder.File("more.npz"), Episodes = 4 };

        DatasetCollector.Collect(few);
        DatasetCollector.Collect(more);

        Assert.Equal(File.ReadAllBytes(folder.File("few-val.npz")), File.ReadAllBytes(folder.File("more-val.npz")));
        Assert.NotEqual(Observations(few.Out)[..2], Observations(folder.File("few-val.npz"))[..2]);
        Assert.Equal(Observations(few.Out), Observations(more.Out)[..Observations(few.Out).Length]);
    }

    [Theory]
    [InlineData("--episodes", 0, 10, 1)]
    [InlineData("--steps", 10, -1, 1)]
    [InlineData("--jobs", 10, 10, 0)]
    public void Numbers_out_of_range_are_named(string option, int episodes, int steps, int jobs)
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz")) with { Episodes = episodes, Steps = steps, Jobs = jobs };

        var error = Assert.Throws<InputException>(() => DatasetCollector.Collect(options));

        Assert.StartsWith(option, error.Message, StringComparison.Ordinal);
        Assert.Empty(Entries(folder));
    }

    [Fact]
    public void An_unknown_type_lists_those_there_are()
    {
        using var folder = new TemporaryFolder();

        var error = Assert.Throws<InputException>(
            () => DatasetCollector.Collect(CollectTestOptions.To(folder.File("d.npz"), type: "play")));

        Assert.Contains("navigate, stitch, explore", error.Message, StringComparison.Ordinal);
    }

    private static void CancelAt(int episodes, CollectProgress progress, CancellationTokenSource cancel)
    {
        if (progress.Episodes >= episodes)
            cancel.Cancel();
    }

    // What kill -9 on a full disk could leave: a part that is too short.
    private static void TearOnePart(string folder)
    {
        var part = Directory.GetFiles(folder, "*.part").Order().First();
        using var stream = new FileStream(part, FileMode.Open);
        stream.SetLength(stream.Length / 2);
    }

    private static string[] Entries(TemporaryFolder folder) =>
        [.. Directory.EnumerateFileSystemEntries(folder.Path).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private static float[] Observations(string path)
    {
        using var npz = NpzReader.Open(path);
        return npz.Read<float>(DatasetKeys.Observations);
    }
}
