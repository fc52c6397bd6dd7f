using HiqlRobotics.Sim.Data;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

/// <summary>OGBench's public files as they are: deflated, float32, and nothing but the public keys.</summary>
public sealed class OgbenchFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public OgbenchFileTests() => _path = _folder.File("pointmaze-medium-navigate-v0.npz");

    public void Dispose() => _folder.Dispose();

    [PythonFact("numpy")]
    public void A_point_maze_file_is_sound()
    {
        Write(2, 2, 2, 2);

        var found = DatasetInspector.Inspect(_path, "pointmaze-medium");

        Assert.Empty(found.Problems);
        Assert.Equal((603, 3, 600, 201, 201), (found.Rows, found.Episodes, found.Transitions, found.ShortestEpisode, found.LongestEpisode));
        Assert.Null(found.Manifest);
    }

    [PythonFact("numpy")]
    public void It_replays_from_float32_states()
    {
        Write(2, 2, 2, 2);

        var report = DatasetReplay.Run(_path, "pointmaze-medium");

        Assert.False(report.Float64);
        Assert.Equal(600, report.Rows);
    }

    [PythonFact("numpy", "h5py")]
    public void An_ant_file_goes_to_D4RL_and_back()
    {
        Write(29, 8, 15, 14);
        var hdf5 = _folder.File("d.hdf5");

        DatasetConverter.Convert(_path, hdf5, D4rlFiles.Ant());
        var back = DatasetConverter.Convert(hdf5, _folder.File("back.npz"));

        Assert.Equal((603, 3, 0), (back.Rows, back.Episodes, back.DroppedRows));
        Assert.Equal("same", SystemPython.Run(
            """
            import sys, numpy as np
            a, b = np.load(sys.argv[1]), np.load(sys.argv[2])
            assert sorted(a.files) == sorted(b.files)
            print("same" if all(np.array_equal(a[k], b[k]) and a[k].dtype == b[k].dtype for k in a.files) else "different")
            """,
            _path, back.Out));
    }

    private void Write(int observation, int action, int nq, int nv) => SystemPython.Run(
        """
        import sys, numpy as np
        o, a, nq, nv = map(int, sys.argv[2:])
        rng, rows = np.random.default_rng(1), 603
        terminals = np.zeros(rows, bool)
        terminals[200::201] = True
        observations = rng.uniform(0, 3, (rows, o)).astype(np.float32)
        state = observations if nq + nv == o else np.concatenate([observations, np.zeros_like(observations)], 1)
        np.savez_compressed(sys.argv[1], observations=observations, actions=rng.uniform(-1, 1, (rows, a)).astype(np.float32),
            terminals=terminals, qpos=state[:, :nq], qvel=state[:, nq:nq + nv])
        """,
        _path, $"{observation}", $"{action}", $"{nq}", $"{nv}");
}
