using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// Replays the trainer's own outputs through the path that is deployed (batch 1, bound buffers): proof that engine,
/// export and weights agree on this machine.
/// </summary>
internal sealed class BundleProbes
{
    private readonly string _file;
    private readonly NpzReader _npz;
    private readonly long _rows;

    private BundleProbes(string file, NpzReader npz)
    {
        _file = file;
        _npz = npz;
        _rows = npz.Member(BundleFiles.Observation).Rows;
    }

    /// <returns>Largest |difference| / max(1, |expected|) over all networks.</returns>
    /// <exception cref="InputException">A difference above the tolerance, a non-finite output, or probes that do not fit.</exception>
    public static double Replay(string file, IEnumerable<(OnnxModel Model, string Key)> networks)
    {
        using var npz = NpzReader.Open(file);
        var probes = new BundleProbes(file, npz);
        if (probes._rows < 1)
            throw new InputException($"{file}: no probes, expected at least one row; export the bundle again");
        return networks.Max(network => probes.Replay(network.Model, network.Key));
    }

    private double Replay(OnnxModel model, string key)
    {
        var first = Read(model.Inputs[0].Name, model.Inputs[0]);
        var second = Read(model.Inputs[1].Name, model.Inputs[1]);
        var expected = Read(key, model.Output);
        using var network = new OnnxNetwork(model);
        var worst = 0.0;
        for (var row = 0; row < _rows; row++)
        {
            var output = network.Run(Row(first, model.Inputs[0], row), Row(second, model.Inputs[1], row));
            worst = Math.Max(worst, Difference(output, Row(expected, model.Output, row)));
        }
        // Written so that NaN fails too.
        return worst <= BundleFiles.ProbeTolerance ? worst : throw new InputException(
            $"{model.Path}: probe replay: {key} differs from the trainer's by {worst:g3}, expected at most "
            + $"{BundleFiles.ProbeTolerance:g3}; the graph does not compute what was trained: export the bundle again");
    }

    private float[] Read(string key, GraphPort port)
    {
        _npz.Require(key, NpyType.Float32, port.Shape(_rows));
        return _npz.Read<float>(key);
    }

    private static ReadOnlySpan<float> Row(float[] values, GraphPort port, int row) =>
        values.AsSpan(row * port.RowLength, port.RowLength);

    private static double Difference(ReadOnlySpan<float> found, ReadOnlySpan<float> expected)
    {
        var worst = 0.0;
        for (var i = 0; i < found.Length; i++)
        {
            if (!float.IsFinite(found[i]))
                return double.PositiveInfinity;
            // Values reach −200, where float32 itself steps by 1.5e-5: relative beyond 1. Math.Max keeps a damaged probe's NaN.
            worst = Math.Max(worst, Math.Abs((double)found[i] - expected[i]) / Math.Max(1.0, Math.Abs((double)expected[i])));
        }
        return worst;
    }
}
