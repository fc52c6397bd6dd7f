using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

/// <summary>Small files in the layout of D4RL's AntMaze files, written by h5py; the numbers are worked out again below.</summary>
internal static class D4rlFiles
{
    /// <summary>Three trajectories of five rows, goal flags in the middle; every test changes what it is about.</summary>
    private const string Script =
        """
        import sys, h5py, numpy as np
        path, change = sys.argv[1:3]
        n, length = 15, 5
        rng = np.random.default_rng(0)
        # State k of trajectory t: far from the origin, where the roundings of float32 are larger than 1e-6.
        states = [(36 + rng.normal(size=(length + 1, 29))).astype(np.float32) for t in range(3)]
        d = {
            "observations": np.concatenate([s[:-1] for s in states]),
            "actions": np.tanh(rng.normal(size=(n, 8))).astype(np.float32),
            "rewards": np.zeros(n, np.float64),
            "terminals": np.zeros(n, np.float64),
            "timeouts": np.zeros(n, bool),
            "infos/goal": np.zeros((n, 2), np.float32),
            "infos/qpos": np.concatenate([s[1:, :15] for s in states]),
            "infos/qvel": np.concatenate([s[1:, 15:] for s in states]),
        }
        d["timeouts"][length - 1::length] = True
        d["terminals"][[1, 2, 7]] = 1
        d["rewards"][[1, 2, 7]] = 1
        exec(change)
        with h5py.File(path, "w") as f:
            for key, value in d.items():
                f.create_dataset(key, data=value, compression="gzip")
        np.savez(path + ".npz", **{k.replace("/", "_"): v for k, v in d.items()})
        """;

    /// <param name="path">The HDF5 file; beside it the same arrays, unchanged by us, as <c>path.npz</c>.</param>
    /// <param name="change">Python that changes the dictionary <c>d</c> before it is written.</param>
    public static string Write(string path, string change = "pass")
    {
        SystemPython.Run(Script, path, change);
        return path;
    }

    /// <summary>An environment as wide as D4RL's ant, whatever the catalog has.</summary>
    public static EnvironmentSpec Ant(string name = "antmaze-large") => new()
    {
        Name = name,
        Observation = ArraySpec.Unbounded([.. Enumerable.Range(0, 29).Select(k => $"o{k}")]),
        Goal = ArraySpec.Unbounded([.. Enumerable.Range(0, 29).Select(k => $"o{k}")]),
        Action = ArraySpec.Bounded(-1, 1, [.. Enumerable.Range(0, 8).Select(k => $"a{k}")]),
        ControlTimestep = 0.1,
        MaxSteps = 1000,
        Tasks = [new TaskSpec(1, "far")],
        ModelHash = new string('0', 64),
    };
}
