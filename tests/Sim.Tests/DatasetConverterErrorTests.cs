using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Sim.Data.D4rl;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

/// <summary>Each mistake: one line with file, field, finding and way out, and nothing written.</summary>
public sealed class DatasetConverterErrorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _from;
    private readonly string _to;

    public DatasetConverterErrorTests() => (_from, _to) = (_folder.File("d.hdf5"), _folder.File("d.npz"));

    public void Dispose() => _folder.Dispose();

    [PythonTheory("h5py", "numpy")]
    [InlineData("del d['timeouts']", "dataset 'timeouts' is missing; there are: actions, infos/goal,")]
    [InlineData("del d['observations']", "dataset 'observations' is missing; there are: ")]
    [InlineData("d['observations'] = d['observations'][:, :27]", "dataset 'observations': expected shape (15, 29), found (15, 27)")]
    [InlineData("d['actions'] = d['actions'][:9]", "dataset 'actions': expected shape (15, 8), found (9, 8)")]
    [InlineData("d['infos/qpos'] = d['infos/qpos'][:, :2]", "dataset 'infos/qpos': expected shape (15, 15), found (15, 2)")]
    [InlineData("d['observations'][7, 3] = np.nan", "dataset 'observations': row 7, column 3 is NaN, expected finite numbers; remove")]
    [InlineData("d['actions'][2, 0] = np.inf", "dataset 'actions': row 2, column 0 is ")]
    [InlineData("d['timeouts'] = np.array(['no'] * n, dtype='S2')", "dataset 'timeouts': holds neither numbers nor booleans; expected")]
    [InlineData("d['timeouts'][:] = True", "dataset 'timeouts': no trajectory has two rows")]
    [InlineData("d['infos/qpos'] += 1", "dataset 'infos/qpos': no row holds the state of the next")]
    [InlineData("d = {'a': np.zeros(2)}", "dataset 'observations' is missing; there are: a; expected a D4RL AntMaze file")]
    [InlineData("d = {k: v[:0] for k, v in d.items()}", "dataset 'observations' has no rows")]
    public void A_file_that_is_not_as_it_should_be_is_refused(string change, string says)
    {
        D4rlFiles.Write(_from, change);
        AssertRefused($"{_from}: {says}");
    }

    [PythonFact("h5py", "numpy")]
    public void A_truncated_file_is_refused()
    {
        D4rlFiles.Write(_from);
        using (var stream = new FileStream(_from, FileMode.Open))
            stream.SetLength(stream.Length / 2);

        AssertRefused($"{_from}: not a readable HDF5 file, or truncated (truncated file");
    }

    [Fact]
    public void A_foreign_file_is_refused()
    {
        File.WriteAllLines(_from, ["observations,actions"]);

        AssertRefused($"{_from}: not a readable HDF5 file, or truncated (file signature not found); copy or download it again");
    }

    [Fact]
    public void A_missing_file_is_refused() => AssertRefused($"{_from}: no such file");

    [Theory]
    [InlineData("a.hdf5", "b.h5", "b.h5: converts between .hdf5 and .npz only")]
    [InlineData("a.npz", "b.npz", "b.npz: converts between .hdf5 and .npz only")]
    [InlineData("a.csv", "b.npz", "a.csv: unknown extension '.csv', expected .hdf5, .h5 or .npz")]
    [InlineData("a.hdf5", "b", "b: unknown extension ''")]
    [InlineData("a.npz", "b.hdf5", "a.npz: no such file")]
    public void Extensions_that_say_no_direction_are_refused(string from, string to, string says) =>
        Assert.StartsWith(says, Assert.Throws<InputException>(() => DatasetConverter.Convert(from, to)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_goal_for_an_npz_is_refused() => Assert.StartsWith(
        "--goal: ", Assert.Throws<InputException>(() => DatasetConverter.Convert(_from, _to, goal: new GoalPoint(1, 2))).Message, StringComparison.Ordinal);

    [Fact]
    public void An_environment_of_other_widths_is_refused()
    {
        using var environment = EnvironmentCatalog.Create("pointmaze-medium");

        var error = Assert.Throws<InputException>(() => DatasetConverter.Convert(_from, _to, environment.Spec));

        Assert.StartsWith("--env: pointmaze-medium has observations of 2", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_hdf5_file_where_an_npz_is_expected_points_to_convert()
    {
        File.WriteAllLines(_from, ["HDF"]);

        var error = Assert.Throws<InputException>(() => DatasetInspector.Inspect(_from));

        Assert.Equal($"{_from}: is an HDF5 file, expected npz; convert it first: hiql data convert {_from} {_to}", error.Message);
    }

    private void AssertRefused(string start)
    {
        var error = Assert.Throws<InputException>(() => DatasetConverter.Convert(_from, _to));
        Assert.StartsWith(start, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain(Directory.GetFiles(_folder.Path), file => file.StartsWith(_to, StringComparison.Ordinal));
    }
}
