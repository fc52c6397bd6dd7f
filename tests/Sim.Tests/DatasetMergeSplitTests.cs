using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

public sealed class DatasetMergeSplitTests : IDisposable
{
    private const string Environment = "pointmaze-medium";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_merged_file_has_all_rows_in_order_and_is_sound()
    {
        var (a, b, to) = (Collect("a", episodes: 3, seed: 1), Collect("b", episodes: 2, seed: 2), _folder.File("m.npz"));

        var result = DatasetMerger.Merge([a, b], to);

        Assert.Equal((105, 5), (result.Rows, result.Episodes));
        Assert.Equal([.. Observations(a), .. Observations(b)], Observations(to));
        var found = DatasetInspector.Inspect(to, Environment);
        Assert.Empty(found.Problems);
        Assert.Equal((5, 20, null, "navigate"), (found.Manifest!.Episodes, found.Manifest.Steps, found.Manifest.Seed, found.Manifest.Type));
        Assert.Equal(("a.npz, b.npz", "merged"), (found.Manifest.Source!.File, found.Manifest.Source.How));
        Assert.Equal(0, DatasetReplay.Run(to, Environment).QposError.Max);
    }

    [Fact]
    public void Merging_knows_which_actions_are_known()
    {
        var (whole, stripped, to) = (Collect("a", episodes: 1, seed: 1), _folder.File("s.npz"), _folder.File("m.npz"));
        ActionStripper.Strip(Collect("b", episodes: 1, seed: 2), stripped, 1, seed: 0);

        DatasetMerger.Merge([whole, stripped], to);

        using var npz = NpzReader.Open(to);
        Assert.Equal([.. Enumerable.Repeat(true, 21), .. Enumerable.Repeat(false, 21)], npz.Read<bool>(DatasetKeys.HasActions));
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused_by_name()
    {
        var (a, other, to) = (Collect("a", episodes: 1, seed: 1), _folder.File("o.npz"), _folder.File("m.npz"));
        DatasetCollector.Collect(CollectTestOptions.To(other) with { Environment = "pointmaze-large", Episodes = 1, Steps = 20, ValidationEpisodes = 0 });
        var (narrow, open) = (_folder.File("n.npz"), _folder.File("t.npz"));
        Write(narrow, width: 3, closed: true);
        Write(open, width: 2, closed: false);

        Assert.Contains("'pointmaze-large'", Refusal(a, other), StringComparison.Ordinal);
        Assert.Contains("n.npz: key 'qpos' is missing, which", Refusal(a, narrow), StringComparison.Ordinal);
        Assert.Contains("'terminals': expected true in the last row", Refusal(open, open), StringComparison.Ordinal);
        Assert.Contains("found float32 (4, 3)", Refusal(open, narrow), StringComparison.Ordinal);
        Assert.Contains("two datasets or more", Refusal(a), StringComparison.Ordinal);
        Assert.Contains("is one of the inputs", Assert.Throws<InputException>(() => DatasetMerger.Merge([a, other], a)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(to));

        string Refusal(params string[] from) => Assert.Throws<InputException>(() => DatasetMerger.Merge(from, to)).Message;
    }

    [Fact]
    public void A_split_has_every_episode_once_and_depends_on_the_seed_alone()
    {
        var from = Collect("a", episodes: 10, seed: 1);
        var (to, again, another) = (_folder.File("t.npz"), _folder.File("again.npz"), _folder.File("another.npz"));

        var result = DatasetSplitter.Split(from, to, 0.3, seed: 5);
        DatasetSplitter.Split(from, again, 0.3, seed: 5);
        DatasetSplitter.Split(from, another, 0.3, seed: 6);

        Assert.Equal((7, 147, 3, 63), (result.TrainEpisodes, result.TrainRows, result.ValidationEpisodes, result.ValidationRows));
        Assert.Equal(File.ReadAllBytes(to), File.ReadAllBytes(again));
        Assert.NotEqual(Observations(to), Observations(another));
        Assert.Equal(Episodes(from).Order(), Episodes(to).Concat(Episodes(result.Validation)).Order());
        // In the order they had.
        Assert.Equal(Episodes(from).Where(Episodes(to).Contains), Episodes(to));
        foreach (var (file, episodes) in new[] { (to, 7), (result.Validation, 3) })
        {
            var found = DatasetInspector.Inspect(file, Environment);
            Assert.Empty(found.Problems);
            Assert.Equal((episodes, "split (validation 0.3, seed 5)"), (found.Manifest!.Episodes, found.Manifest.Source!.How));
        }
    }

    [Fact]
    public void What_cannot_be_split_is_refused()
    {
        var (one, two) = (Collect("a", episodes: 1, seed: 1), Collect("b", episodes: 2, seed: 1));

        Assert.Contains("found 1 episodes", Refusal(one, _folder.File("t.npz"), 0.5), StringComparison.Ordinal);
        Assert.Contains("found 1, expected a part", Refusal(two, _folder.File("t.npz"), 1), StringComparison.Ordinal);
        Assert.Contains("is the input itself", Refusal(two, two, 0.5), StringComparison.Ordinal);
        Assert.Equal((1, 1), DatasetSplitter.Split(two, _folder.File("t.npz"), 0.01, seed: 0) is var split ? (split.TrainEpisodes, split.ValidationEpisodes) : default);

        static string Refusal(string from, string to, double part) =>
            Assert.Throws<InputException>(() => DatasetSplitter.Split(from, to, part, seed: 0)).Message;
    }

    private string Collect(string name, int episodes, ulong seed)
    {
        var path = _folder.File($"{name}.npz");
        DatasetCollector.Collect(CollectTestOptions.To(path) with { Episodes = episodes, Steps = 20, Seed = seed, ValidationEpisodes = 0 });
        return path;
    }

    private static void Write(string path, int width, bool closed) => NpzWriter.Write(path, npz =>
    {
        npz.Add(DatasetKeys.Observations, new float[4 * width], 4, width);
        npz.Add(DatasetKeys.Actions, new float[8], 4, 2);
        npz.Add(DatasetKeys.Terminals, [false, true, false, closed]);
    });

    private static float[] Observations(string path)
    {
        using var npz = NpzReader.Open(path);
        return npz.Read<float>(DatasetKeys.Observations);
    }

    private static IEnumerable<string> Episodes(string path) =>
        Observations(path).Chunk(2 * 21).Select(episode => string.Join(' ', episode));
}
