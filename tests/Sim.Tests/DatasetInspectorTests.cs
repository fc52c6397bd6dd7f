using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

public sealed class DatasetInspectorTests
{
    private const string Environment = "pointmaze-medium";

    [Fact]
    public void A_collected_file_has_no_problems()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz")) with { Episodes = 3, Steps = 20 };
        DatasetCollector.Collect(options);

        var found = DatasetInspector.Inspect(options.Out, Environment);

        Assert.Empty(found.Problems);
        Assert.Equal((63L, 3L, 60L, 21L, 21L), (found.Rows, found.Episodes, found.Transitions, found.ShortestEpisode, found.LongestEpisode));
        Assert.Equal("navigate", found.Manifest!.Type);
        Assert.All(found.Observations.Minimum.Concat(found.Observations.Maximum), value => Assert.InRange(value, -3f, 23f));
        Assert.All(found.Actions.Maximum, value => Assert.InRange(value, 0f, 1f));
    }

    [Fact]
    public void A_changed_file_is_noticed_by_its_manifest()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz")) with { Episodes = 2, Steps = 20 };
        DatasetCollector.Collect(options);
        Write(options.Out, Rows(42), Rows(42), Terminals(42));

        var found = DatasetInspector.Inspect(options.Out, Environment);

        Assert.Contains(found.Problems, problem => problem.Contains("d.json: sha256", StringComparison.Ordinal));
    }

    [Fact]
    public void NaN_is_named_with_its_key_and_row()
    {
        var observations = Rows(10);
        observations[7] = float.NaN;

        Assert.Single(Problems(observations, Rows(10), Terminals(10)), p => p.Contains("'observations': 1 values are NaN", StringComparison.Ordinal) && p.Contains("row 3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_width_is_named_with_what_was_expected()
    {
        var problem = Assert.Single(Problems(Rows(10), new float[30], Terminals(10), actionWidth: 3));

        Assert.Contains("key 'actions': expected shape (10, 2), found (10, 3)", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Actions_out_of_bounds_are_named()
    {
        var actions = Rows(10);
        actions[4] = 1.5f;

        Assert.Contains("'actions': element 0 (move_x)", Assert.Single(Problems(Rows(10), actions, Terminals(10))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_whose_last_row_ends_no_episode_is_refused()
    {
        var terminals = Terminals(10);
        terminals[^1] = false;

        Assert.Contains("'terminals'", Assert.Single(Problems(Rows(10), Rows(10), terminals)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_dataset_is_refused() =>
        Assert.Contains(Problems([], [], []), problem => problem.Contains("is empty", StringComparison.Ordinal));

    [Fact]
    public void A_missing_key_and_a_wrong_type_are_both_reported()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("d.npz");
        NpzWriter.Write(path, npz =>
        {
            npz.Add(DatasetKeys.Observations, new double[20], 10, 2);
            npz.Add(DatasetKeys.Actions, Rows(10), 10, 2);
        });

        var problems = DatasetInspector.Inspect(path, Environment).Problems;

        Assert.Contains(problems, problem => problem.Contains("'observations': expected float32, found float64", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("'terminals' is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void A_truncated_file_is_one_clear_error()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("d.npz");
        Write(path, Rows(1000), Rows(1000), Terminals(1000));
        using (var stream = new FileStream(path, FileMode.Open))
            stream.SetLength(stream.Length / 2);

        var error = Assert.Throws<InputException>(() => DatasetInspector.Inspect(path, Environment));

        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Problems(float[] observations, float[] actions, bool[] terminals, int actionWidth = 2)
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("d.npz");
        Write(path, observations, actions, terminals, actionWidth);
        return DatasetInspector.Inspect(path, Environment).Problems;
    }

    private static void Write(string path, float[] observations, float[] actions, bool[] terminals, int actionWidth = 2) =>
        NpzWriter.Write(path, npz =>
        {
            npz.Add(DatasetKeys.Observations, observations, observations.Length / 2, 2);
            npz.Add(DatasetKeys.Actions, actions, actions.Length / actionWidth, actionWidth);
            npz.Add(DatasetKeys.Terminals, terminals);
        });

    private static float[] Rows(int rows) => [.. Enumerable.Range(0, rows * 2).Select(k => MathF.Sin(k))];

    private static bool[] Terminals(int rows) => [.. Enumerable.Range(0, rows).Select(row => row == rows - 1)];
}
