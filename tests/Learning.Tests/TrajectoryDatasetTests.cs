using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Tests.Support;
using TorchSharp;

namespace HiqlRobotics.Learning.Tests;

public sealed class TrajectoryDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Write(float[] observations, float[] actions, bool[] terminals, int width = 2)
    {
        var path = _folder["data.npz"];
        NpzWriter.Write(path, npz =>
        {
            npz.Add("observations", observations, observations.Length / width, width);
            npz.Add("actions", actions, actions.Length / 2, 2);
            npz.Add("terminals", terminals, terminals.Length);
        });
        return path;
    }

    private static TrajectoryDataset Load(string path, bool standardize = false, bool clip = false) =>
        TrajectoryDataset.Load(path, Toy.Environment, new LoadOptions(torch.CPU, standardize, clip));

    private static void AssertRefused(string path, params string[] named)
    {
        var error = Assert.Throws<InputException>(() => Load(path));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(named, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Boundaries_are_those_of_the_compact_form()
    {
        var index = new TrajectoryIndex([false, false, false, false, true, false, false, true], "x.npz");
        Assert.Equal([0, 1, 2, 3, 5, 6], index.Valids);
        Assert.Equal([3, 3, 3, 3], index.LastUsable[..4]);
        Assert.Equal([6, 6], index.LastUsable[5..7]);
        Assert.Equal([(0, 3), (5, 6)], index.Trajectories);
    }

    [Fact]
    public void Rows_are_read_scaled_and_given_back_raw()
    {
        var path = Write([0, 1, 2, 1, 4, 1, 6, 1], [0, 0, 2, -2, 0, 0, 0, 0], [false, false, false, true]);
        using var data = Load(path, standardize: true, clip: true);
        var deviation = (float)Math.Sqrt(5);
        Assert.Equal([-3 / deviation, -1 / deviation, 1 / deviation, 3 / deviation],
            data.Observations.data<float>().ToArray().Where((_, i) => i % 2 == 0), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([1f, 1f], data.Scaling.Deviation.Skip(1).Append(data.Scaling.Mean[1]));
        Assert.Equal([4f, 1f, 0f, 1f], data.RawObservations([2, 0]), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([1 - 1e-5f, -1 + 1e-5f], data.Actions.data<float>().ToArray()[2..4]);
    }

    [Fact]
    public void A_row_has_the_actions_that_follow_and_its_trajectorys_last_one_beyond()
    {
        var path = Write(new float[10], [1, -1, 2, -2, 3, -3, 9, 9, 9, 9], [false, false, false, true, true]);
        using var data = TrajectoryDataset.Load(path, Toy.Environment, new LoadOptions(torch.CPU) { ActionChunk = 2 });
        Assert.Equal([5L, 4L], data.Actions.shape);
        Assert.Equal([1f, -1f, 2f, -2f, 2f, -2f, 3f, -3f, 3f, -3f, 3f, -3f], data.Actions.data<float>().ToArray()[..12]);
    }

    [Fact]
    public void Float64_is_read_too()
    {
        var path = _folder["double.npz"];
        NpzWriter.Write(path, npz =>
        {
            npz.Add("observations", (double[])[1, 2, 3, 4], 2, 2);
            npz.Add("actions", new double[4], 2, 2);
            npz.Add("terminals", (float[])[0, 1], 2);
        });
        using var data = Load(path);
        Assert.Equal([1f, 2f, 3f, 4f], data.Observations.data<float>().ToArray());
    }

    [Fact]
    public void A_number_that_is_none_is_refused_with_its_row() =>
        AssertRefused(Write([0, 0, 0, 0, 0, float.NaN], new float[6], [false, false, true]), "observations", "row 2", "NaN");

    [Fact]
    public void An_infinite_action_is_refused_with_its_row() =>
        AssertRefused(Write(new float[6], [0, 0, float.PositiveInfinity, 0, 0, 0], [false, false, true]), "actions", "row 1");

    [Fact]
    public void A_width_that_is_not_the_environments_is_refused() =>
        AssertRefused(Write(new float[9], new float[6], [false, false, true], width: 3), "width 3", "pointmaze-toy");

    [Fact]
    public void Arrays_of_different_length_are_refused() =>
        AssertRefused(Write(new float[6], new float[4], [false, false, true]), "actions", "(3, 2)");

    [Fact]
    public void An_empty_dataset_is_refused() => AssertRefused(Write([], [], []), "empty");

    [Fact]
    public void A_dataset_without_transitions_is_refused() => AssertRefused(Write(new float[4], new float[4], [true, true]), "transition");

    [Fact]
    public void Known_actions_are_read_where_a_file_says_which()
    {
        var path = Labelled([true, true, false]);
        using var data = Load(path);
        Assert.Equal([1f, 1f, 0f], data.HasActions!.data<float>().ToArray());
    }

    [Fact]
    public void Labels_of_another_length_and_a_file_without_any_action_are_refused()
    {
        AssertRefused(Labelled([true, true]), "has_actions", "(2,)");
        AssertRefused(Labelled([false, false, true]), "has_actions", "nothing to imitate");
    }

    [Fact]
    public void A_fraction_strips_whole_trajectories_and_the_same_ones_for_the_same_seed()
    {
        var path = Toy.Write(_folder.Path, lengths: [5, 6, 7, 8, 5, 6, 7, 8]);
        var config = Toy.Config() with { ActionFreeFraction = 0.75 };
        using var data = TrainingData.Load(path, Toy.Environment, config, torch.CPU, seed: 3);
        using var again = TrainingData.Load(path, Toy.Environment, config, torch.CPU, seed: 3);

        var labels = data.Train.HasActions!.data<float>().ToArray();

        var kept = data.Train.Index.Trajectories.Where(ends => labels[ends.First] == 1).ToArray();
        Assert.Equal(2, kept.Length);
        Assert.All(data.Train.Index.Trajectories, ends => Assert.All(labels[ends.First..(ends.Last + 1)], label => Assert.Equal(labels[ends.First], label)));
        Assert.Equal(labels, again.Train.HasActions!.data<float>().ToArray());
    }

    private string Labelled(bool[] labels)
    {
        var path = _folder[$"labels-{labels.Length}.npz"];
        NpzWriter.Write(path, npz =>
        {
            npz.Add("observations", new float[6], 3, 2);
            npz.Add("actions", new float[6], 3, 2);
            npz.Add("terminals", (bool[])[false, false, true], 3);
            npz.Add("has_actions", labels, labels.Length);
        });
        return path;
    }

    [Fact]
    public void An_unfinished_trajectory_is_refused() =>
        AssertRefused(Write(new float[6], new float[6], [false, true, false]), "terminals", "row 2");

    [Fact]
    public void A_missing_key_is_refused()
    {
        var path = _folder["missing.npz"];
        NpzWriter.Write(path, npz => npz.Add("terminals", (bool[])[false, true], 2));
        AssertRefused(path, "observations");
    }

    [Fact]
    public void A_wrong_type_is_refused()
    {
        var path = _folder["typed.npz"];
        NpzWriter.Write(path, npz =>
        {
            npz.Add("observations", new long[4], 2, 2);
            npz.Add("actions", new float[4], 2, 2);
            npz.Add("terminals", (bool[])[false, true], 2);
        });
        AssertRefused(path, "observations", "int64");
    }

    [Fact]
    public void A_truncated_file_is_refused()
    {
        var path = Toy.Write(_folder.Path);
        var bytes = File.ReadAllBytes(path);
        AtomicFile.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
        AssertRefused(path);
    }

    [Fact]
    public void A_dataset_of_another_environment_is_refused()
    {
        var path = Toy.Write(_folder.Path);
        var manifest = new DatasetManifest
        {
            Environment = Toy.Environment with { Name = "pointmaze-other" },
            Type = "navigate",
            Seed = 0,
            Episodes = 3,
            Steps = 50,
            ActionNoise = 0.5,
            MujocoVersion = "2.2.2",
            Sha256 = new string('0', 64),
        };
        void Save(DatasetManifest content) => AtomicFile.WriteAllText(
            Path.ChangeExtension(path, ".json"), System.Text.Json.JsonSerializer.Serialize(content, ContractJson.Document));
        InputException Refused() => Assert.Throws<InputException>(() => TrainingData.Load(path, Toy.Environment, Toy.Config(), torch.CPU));

        Save(manifest);
        Assert.Contains("pointmaze-other", Refused().Message, StringComparison.Ordinal);
        Save(manifest with { Environment = Toy.Environment });
        Assert.Contains("sha256", Refused().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_says_how_to_make_one() => Assert.Contains(
        "hiql collect",
        Assert.Throws<InputException>(() => TrainingData.Load(_folder["none.npz"], Toy.Environment, Toy.Config(), torch.CPU)).Message,
        StringComparison.Ordinal);
}
