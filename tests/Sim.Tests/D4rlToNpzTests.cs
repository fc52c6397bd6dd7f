using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

public sealed class D4rlToNpzTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _from;
    private readonly string _to;

    public D4rlToNpzTests() => (_from, _to) = (_folder.File("d.hdf5"), _folder.File("d.npz"));

    public void Dispose() => _folder.Dispose();

    [PythonFact("h5py", "numpy")]
    public void Timeouts_end_trajectories_and_goal_flags_do_not()
    {
        Assert.Equal([4, 9, 14], Ends("pass"));
    }

    [PythonTheory("h5py", "numpy")]
    [InlineData("d['timeouts'] = d['timeouts'].astype(np.float32); d['terminals'] = d['terminals'].astype(bool)")]
    [InlineData("d['timeouts'] = d['timeouts'].astype(np.float64); d['rewards'] = d['rewards'].astype(np.float32)")]
    [InlineData("d['timeouts'] = d['timeouts'].astype(np.int64); d['terminals'] = d['terminals'].astype(np.uint8)")]
    [InlineData("d['timeouts'] = d['timeouts'].reshape(-1, 1)")]
    [InlineData("d['infos/qpos'] = d['infos/qpos'].astype(np.float64); d['infos/qvel'] = d['infos/qvel'].astype(np.float64)")]
    [InlineData("del d['infos/qpos'], d['infos/qvel'], d['infos/goal'], d['rewards'], d['terminals']")]
    [InlineData("d['infos/goal'] = np.full((3, 7), np.nan)")]
    [InlineData("d['infos/qpos'], d['infos/qvel'] = d['observations'][:, :15], d['observations'][:, 15:]")]
    public void Stored_types_and_optional_datasets_do_not_matter(string change) => Assert.Equal([4, 9, 14], Ends(change));

    [PythonFact("h5py", "numpy")]
    public void Infos_in_float64_are_compared_as_they_were_rounded() => Assert.Equal(
        [4, 9, 14],
        Ends("exact = 40 + np.arange(n * 29).reshape(n, 29) / 7; d['observations'] = exact.astype(np.float32); after = np.roll(exact, -1, 0); d['infos/qpos'], d['infos/qvel'] = after[:, :15], after[:, 15:]"));

    [PythonFact("h5py", "numpy")]
    public void A_jump_without_timeout_ends_a_trajectory() => Assert.Equal([4, 9, 14], Ends("d['timeouts'][:] = False"));

    [PythonFact("h5py", "numpy")]
    public void Timeouts_out_of_step_with_the_jumps_cost_single_rows()
    {
        var result = Convert("d['timeouts'] = np.roll(d['timeouts'], 1)");

        // Rows 0, 5 and 10 have a timeout each and jumps before them.
        Assert.Equal((12, 3, 9, 3), (result.Rows, result.Episodes, result.Transitions, result.DroppedRows));
        Assert.Equal([3, 7, 11], Ends());
    }

    [PythonFact("h5py", "numpy")]
    public void The_npz_has_OGBenchs_keys_and_the_states_before_the_actions()
    {
        Convert("pass");

        var output = SystemPython.Run(
            """
            import sys, numpy as np
            d, raw = np.load(sys.argv[1]), np.load(sys.argv[2])
            assert d.files == ["observations", "actions", "terminals", "qpos", "qvel"], d.files
            assert all(d[k].dtype == np.float32 for k in ("observations", "actions", "qpos", "qvel")) and d["terminals"].dtype == bool
            assert np.array_equal(d["observations"], raw["observations"]) and np.array_equal(d["actions"], raw["actions"])
            assert np.array_equal(d["qpos"], d["observations"][:, :15]) and np.array_equal(d["qvel"], d["observations"][:, 15:])
            print("fine")
            """,
            _to, _from + ".npz");

        Assert.Equal("fine", output);
        Assert.Empty(DatasetInspector.Inspect(_to).Problems);
        Assert.False(File.Exists(_folder.File("d.json")));
    }

    [PythonFact("h5py", "numpy")]
    public void The_manifest_says_what_is_known_and_nothing_else()
    {
        D4rlFiles.Write(_from);
        var result = DatasetConverter.Convert(_from, _to, D4rlFiles.Ant());

        var text = File.ReadAllText(_folder.File("d.json"));
        var manifest = JsonSerializer.Deserialize<DatasetManifest>(text, ContractJson.Document)!;
        Assert.Equal(("antmaze-large", "d4rl", 3, result.Sha256), (manifest.Environment.Name, manifest.Type, manifest.Episodes, manifest.Sha256));
        Assert.Equal(new DatasetSource("d.hdf5", Sha256File.OfFile(_from), "converted from D4RL HDF5"), manifest.Source);
        Assert.All(["\"seed\"", "\"steps\"", "action_noise", "mujoco"], word => Assert.DoesNotContain(word, text));
        Assert.Empty(DatasetInspector.Inspect(_to).Problems);
    }

    [PythonFact("h5py", "numpy")]
    public void A_manifest_with_other_episodes_is_noticed()
    {
        D4rlFiles.Write(_from);
        DatasetConverter.Convert(_from, _to, D4rlFiles.Ant());
        var json = File.ReadAllText(_folder.File("d.json"));
        AtomicFile.WriteAllText(_folder.File("d.json"), json.Replace("\"episodes\": 3", "\"episodes\": 4", StringComparison.Ordinal));

        Assert.Contains("4 episodes, but the dataset has 3", Assert.Single(DatasetInspector.Inspect(_to).Problems), StringComparison.Ordinal);
    }

    private ConversionResult Convert(string change)
    {
        D4rlFiles.Write(_from, change);
        return DatasetConverter.Convert(_from, _to);
    }

    private int[] Ends(string change)
    {
        Convert(change);
        return Ends();
    }

    private int[] Ends()
    {
        using var npz = NpzReader.Open(_to);
        return [.. npz.Read<bool>(DatasetKeys.Terminals).Index().Where(row => row.Item).Select(row => row.Index)];
    }
}
