using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

public sealed class ActionStripperTests : IDisposable
{
    private const string Environment = "pointmaze-medium";
    private const int RowsPerEpisode = 21;
    private readonly TemporaryFolder _folder = new();
    private readonly string _from;
    private readonly string _to;

    public ActionStripperTests()
    {
        (_from, _to) = (_folder.File("d.npz"), _folder.File("s.npz"));
        DatasetCollector.Collect(CollectTestOptions.To(_from) with { Episodes = 8, Steps = RowsPerEpisode - 1, ValidationEpisodes = 0 });
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Whole_episodes_lose_their_actions_and_nothing_else_changes()
    {
        var result = ActionStripper.Strip(_from, _to, 0.75, seed: 3);

        Assert.Equal((168, 8, 6), (result.Rows, result.Episodes, result.StrippedEpisodes));
        using var from = NpzReader.Open(_from);
        using var to = NpzReader.Open(_to);
        Assert.Equal([.. from.Members.Select(member => member.Key), "has_actions"], to.Members.Select(member => member.Key));
        Assert.Equal(from.Read<float>(DatasetKeys.Observations), to.Read<float>(DatasetKeys.Observations));
        Assert.Equal(from.Read<double>(DatasetKeys.Qpos64), to.Read<double>(DatasetKeys.Qpos64));
        Assert.Equal(from.Read<bool>(DatasetKeys.Terminals), to.Read<bool>(DatasetKeys.Terminals));
        var (before, after, has) = (from.Read<float>(DatasetKeys.Actions), to.Read<float>(DatasetKeys.Actions), to.Read<bool>(DatasetKeys.HasActions));
        var stripped = ActionFreeEpisodes.Choose(8, 0.75, 3);
        for (var row = 0; row < has.Length; row++)
        {
            Assert.Equal(!stripped[row / RowsPerEpisode], has[row]);
            Assert.Equal(has[row] ? before[(2 * row)..(2 * row + 2)] : [0, 0], after[(2 * row)..(2 * row + 2)]);
        }
    }

    [Fact]
    public void The_copy_is_a_sound_dataset_whose_manifest_says_what_was_done()
    {
        var result = ActionStripper.Strip(_from, _to, 0.75, seed: 3);

        var found = DatasetInspector.Inspect(_to, Environment);
        Assert.Empty(found.Problems);
        Assert.Equal(result.Sha256, found.Manifest!.Sha256);
        Assert.Equal((8, 20, "navigate"), (found.Manifest.Episodes, found.Manifest.Steps, found.Manifest.Type));
        Assert.Equal(
            new DatasetSource("d.npz", Sha256File.OfFile(_from), "actions stripped (fraction 0.75, seed 3)"), found.Manifest.Source);
    }

    [Fact]
    public void Episodes_without_a_transition_are_not_counted_as_the_learner_does_not_count_them_either()
    {
        bool[] terminals = [true, false, false, true, true, false, true];
        NpzWriter.Write(_from, npz =>
        {
            npz.Add(DatasetKeys.Actions, Enumerable.Range(1, 7).Select(row => (float)row).ToArray(), 7, 1);
            npz.Add(DatasetKeys.Terminals, terminals);
        });

        var result = ActionStripper.Strip(_from, _to, 0.5, seed: 3);

        Assert.Equal((7, 2, 1), (result.Rows, result.Episodes, result.StrippedEpisodes));
        using var to = NpzReader.Open(_to);
        Assert.Equal(
            ActionFreeEpisodes.Choose(2, 0.5, 3)[0] ? [1f, 0, 0, 0, 5, 6, 7] : [1f, 2, 3, 4, 5, 0, 0],
            to.Read<float>(DatasetKeys.Actions));
    }

    [Fact]
    public void The_same_seed_gives_the_same_file()
    {
        var again = _folder.File("again.npz");

        ActionStripper.Strip(_from, _to, 0.5, seed: 1);
        ActionStripper.Strip(_from, again, 0.5, seed: 1);

        Assert.Equal(File.ReadAllBytes(_to), File.ReadAllBytes(again));
    }

    [Fact]
    public void Stripping_twice_in_place_or_by_an_impossible_fraction_is_refused()
    {
        ActionStripper.Strip(_from, _to, 0.5, seed: 1);
        var other = _folder.File("other.npz");

        Assert.Contains("'has_actions': its actions were stripped before", Refusal(_to, other, 0.5), StringComparison.Ordinal);
        Assert.Contains("is the input itself", Refusal(_from, _from, 0.5), StringComparison.Ordinal);
        Assert.Contains("found 1.5, expected 0 to 1", Refusal(_from, other, 1.5), StringComparison.Ordinal);
        Assert.False(File.Exists(other));

        static string Refusal(string from, string to, double fraction) =>
            Assert.Throws<InputException>(() => ActionStripper.Strip(from, to, fraction, seed: 0)).Message;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Has_actions_of_another_shape_or_type_is_no_sound_dataset(bool type)
    {
        NpzWriter.Write(_to, npz =>
        {
            npz.Add(DatasetKeys.Observations, new float[20], 10, 2);
            npz.Add(DatasetKeys.Actions, new float[20], 10, 2);
            npz.Add(DatasetKeys.Terminals, [.. Enumerable.Range(0, 10).Select(row => row == 9)]);
            if (type)
                npz.Add(DatasetKeys.HasActions, new float[10]);
            else
                npz.Add(DatasetKeys.HasActions, new bool[9]);
        });

        var problem = Assert.Single(DatasetInspector.Inspect(_to, Environment).Problems);
        Assert.Contains(type ? "'has_actions': expected bool, found float32" : "'has_actions': expected shape (10,), found (9,)", problem, StringComparison.Ordinal);
    }
}
