using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Sim.Tests;

public sealed class NumpyTests
{
    [PythonFact("numpy")]
    public void Numpy_opens_a_dataset_and_finds_the_same_numbers()
    {
        using var folder = new TemporaryFolder();
        var options = CollectTestOptions.To(folder.File("d.npz")) with { Episodes = 3, Steps = 20 };
        DatasetCollector.Collect(options);

        var output = SystemPython.Run(
            """
            import sys, numpy as np
            d = np.load(sys.argv[1])
            assert sorted(d.files) == ["actions", "observations", "qpos", "qpos64", "qvel", "qvel64", "terminals"], d.files
            assert d["observations"].shape == (63, 2) and d["observations"].dtype == np.float32
            assert d["terminals"].dtype == bool and list(np.flatnonzero(d["terminals"])) == [20, 41, 62]
            assert np.array_equal(d["qpos"], d["qpos64"].astype(np.float32))
            assert np.array_equal(d["observations"], d["qpos"])
            assert np.abs(d["actions"]).max() <= 1
            print("fine")
            """,
            options.Out);

        Assert.Equal("fine", output);
    }
}
