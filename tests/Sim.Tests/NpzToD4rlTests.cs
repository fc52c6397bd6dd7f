using HiqlRobotics.Contracts;
using HiqlRobotics.Engines.Hdf5;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Sim.Data.D4rl;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

public sealed class NpzToD4rlTests : IDisposable
{
    private const int Rows = 7;
    private readonly TemporaryFolder _folder = new();
    private readonly string _npz;
    private readonly string _hdf5;

    public NpzToD4rlTests() => (_npz, _hdf5) = (_folder.File("d.npz"), _folder.File("d.hdf5"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Npz_to_hdf5_to_npz_is_the_same_file()
    {
        Write();

        var there = DatasetConverter.Convert(_npz, _hdf5, goal: new GoalPoint(0, 0));
        var back = DatasetConverter.Convert(_hdf5, _folder.File("back.npz"));

        Assert.Equal((7, 2, 5, 0), (there.Rows, there.Episodes, there.Transitions, there.DroppedRows));
        Assert.Equal((7, 2, 5, 0), (back.Rows, back.Episodes, back.Transitions, back.DroppedRows));
        Assert.Equal(File.ReadAllBytes(_npz), File.ReadAllBytes(_folder.File("back.npz")));
        Assert.Equal(Sha256File.OfFile(_hdf5), there.Sha256);
    }

    [Fact]
    public void Infos_are_the_next_state_and_the_last_row_repeats_its_own()
    {
        Write();
        DatasetConverter.Convert(_npz, _hdf5, goal: new GoalPoint(0, 0));

        using var file = Hdf5File.OpenRead(_hdf5);
        var (qpos, qvel) = (file.ReadSingle("infos/qpos"), file.ReadSingle("infos/qvel"));
        int[] successors = [1, 2, 3, 3, 5, 6, 6];
        for (var row = 0; row < Rows; row++)
        {
            Assert.Equal(Observations().AsSpan(successors[row] * 29, 15), qpos.AsSpan(row * 15, 15));
            Assert.Equal(Observations().AsSpan(successors[row] * 29 + 15, 14), qvel.AsSpan(row * 14, 14));
        }
        Assert.Equal([0, 0, 0, 1, 0, 0, 1], file.ReadSingle("timeouts"));
    }

    [Fact]
    public void Rewards_and_terminals_look_at_the_next_row()
    {
        Write();

        // The first episode walks along x: 0, 1, 2, 3 m; 2.4 is within half a metre of 2 only, 1.5 of 1 and 2.
        DatasetConverter.Convert(_npz, _hdf5, goal: new GoalPoint(1.5, 0));

        using var file = Hdf5File.OpenRead(_hdf5);
        Assert.Equal([1, 1, 0, 0, 0, 0, 0], file.ReadSingle("rewards"));
        Assert.Equal([1, 1, 0, 0, 0, 0, 0], file.ReadSingle("terminals"));
        Assert.Equal([1.5f, 0], file.ReadSingle("infos/goal")[..2]);
        Assert.Equal([7L, 2L], file.Dataset("infos/goal").Shape);
    }

    [Theory]
    [InlineData("antmaze-umaze", 0, 8)]
    [InlineData("antmaze-medium", 20, 20)]
    [InlineData("antmaze-large", 32, 24)]
    [InlineData("antmaze-ultra", 52, 36)]
    public void The_goal_is_D4RLs_own_by_default(string environment, float x, float y)
    {
        Write();
        DatasetConverter.Convert(_npz, _hdf5, D4rlFiles.Ant(environment));

        using var file = Hdf5File.OpenRead(_hdf5);
        Assert.Equal([x, y], file.ReadSingle("infos/goal")[..2]);
    }

    [Fact]
    public void Without_a_maze_there_is_no_default_goal()
    {
        Write();

        Assert.Contains("--goal x,y", Refusal(null), StringComparison.Ordinal);
        Assert.StartsWith("antmaze-giant: D4RL has no evaluation goal", Refusal("antmaze-giant"), StringComparison.Ordinal);
        Assert.Equal([_npz], Directory.GetFiles(_folder.Path));

        string Refusal(string? environment) => Assert.Throws<InputException>(
            () => DatasetConverter.Convert(_npz, _hdf5, environment is null ? null : D4rlFiles.Ant(environment))).Message;
    }

    [Fact]
    public void NaN_and_other_widths_are_refused()
    {
        var observations = Observations();
        observations[29 * 4 + 2] = float.NaN;
        Write(observations);
        Assert.StartsWith($"{_npz}: key 'observations': row 4, column 2 is NaN", Refusal(), StringComparison.Ordinal);
        Write(new float[Rows * 27]);
        Assert.StartsWith($"{_npz}: key 'observations': expected shape (n, 29), found (7, 27)", Refusal(), StringComparison.Ordinal);
        Assert.Equal([_npz], Directory.GetFiles(_folder.Path));

        string Refusal() => Assert.Throws<InputException>(() => DatasetConverter.Convert(_npz, _hdf5, goal: new GoalPoint(0, 0))).Message;
    }

    [PythonFact("h5py", "numpy")]
    public void H5py_finds_D4RLs_datasets()
    {
        Write();
        DatasetConverter.Convert(_npz, _hdf5, goal: new GoalPoint(2, 0));

        var output = SystemPython.Run(
            """
            import sys, h5py, numpy as np
            with h5py.File(sys.argv[1]) as f:
                keys = []
                f.visititems(lambda name, item: keys.append(name) if isinstance(item, h5py.Dataset) else None)
                assert keys == ["actions", "infos/goal", "infos/qpos", "infos/qvel", "observations", "rewards", "terminals", "timeouts"], keys
                assert all(f[k].compression == "gzip" and len(f[k]) == 7 for k in keys)
                o, q, t = f["observations"][:], f["infos/qpos"][:], f["timeouts"][:]
                assert np.array_equal(o[1:, :15][~t[:-1]], q[:-1][~t[:-1]])
                near = np.linalg.norm(q[:, :2] - f["infos/goal"][:], axis=1) <= 0.5
                assert np.array_equal(f["rewards"][:], near) and np.array_equal(f["terminals"][:], near)
            print("fine")
            """,
            _hdf5);

        Assert.Equal("fine", output);
    }

    private void Write(float[]? observations = null)
    {
        observations ??= Observations();
        var width = observations.Length / Rows;
        NpzWriter.Write(_npz, npz =>
        {
            npz.Add(DatasetKeys.Observations, observations, Rows, width);
            npz.Add(DatasetKeys.Actions, [.. Enumerable.Range(0, Rows * 8).Select(k => MathF.Cos(k))], Rows, 8);
            npz.Add(DatasetKeys.Terminals, [false, false, false, true, false, false, true]);
            npz.Add(DatasetKeys.Qpos, Columns(observations, width, 0, 15), Rows, 15);
            npz.Add(DatasetKeys.Qvel, Columns(observations, width, 15, width - 15), Rows, width - 15);
        });
    }

    private static float[] Columns(float[] content, int stride, int first, int width) =>
        [.. Enumerable.Range(0, Rows).SelectMany(row => content[(row * stride + first)..(row * stride + first + width)])];

    // x counts the rows, y is 0; the second episode is 100 m further.
    private static float[] Observations() => [.. Enumerable.Range(0, Rows * 29).Select(k => (k % 29) switch
    {
        0 => k / 29 + (k / 29 > 3 ? 100f : 0f),
        1 => 0f,
        _ => MathF.Sin(k),
    })];
}
