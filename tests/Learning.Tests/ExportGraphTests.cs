using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Learning;

public sealed class ExportGraphTests : IDisposable
{
    // Checks every graph of a bundle with ONNX's own checker and replays the probes with the operators' definitions,
    // written in NumPy and double precision. Prints the largest difference.
    private const string Replay = """
        import sys, os, math, numpy as np, onnx
        from onnx import numpy_helper, helper
        erf = np.vectorize(math.erf, otypes=[float])
        def norm(x, scale, bias, axis, epsilon):
            m = x.mean(axis, keepdims=True); v = ((x - m) ** 2).mean(axis, keepdims=True)
            return (x - m) / np.sqrt(v + epsilon) * scale + bias
        ops = dict(
            Gemm=lambda x, w, b, transB: x @ w.T + b, Relu=lambda x: np.maximum(x, 0), Erf=erf, Tanh=np.tanh, MatMul=np.matmul, Sin=np.sin, Cos=np.cos,
            Add=np.add, Sub=np.subtract, Mul=np.multiply, Div=np.divide, Pow=np.power, Clip=np.clip,
            Concat=lambda *x, axis: np.concatenate(x, axis), LayerNormalization=norm,
            ReduceL2=lambda x, axes, keepdims: np.sqrt((x * x).sum(tuple(axes), keepdims=bool(keepdims))),
            ReduceSum=lambda x, axes, keepdims: x.sum(tuple(axes), keepdims=bool(keepdims)), Sqrt=np.sqrt, Neg=np.negative,
            Squeeze=lambda x, axes: np.squeeze(x, tuple(axes)),
            Gather=lambda x, places, axis: np.take(x, places, axis),
            Slice=lambda x, start, end, axis: np.take(x, range(start[0], end[0]), axis[0]))
        def run(model, feeds):
            values = {t.name: numpy_helper.to_array(t) for t in model.graph.initializer}
            values = {k: v.astype(float) if v.dtype == np.float32 else v for k, v in values.items()}
            values.update(feeds)
            for n in model.graph.node:
                attributes = {a.name: helper.get_attribute_value(a) for a in n.attribute}
                values[n.output[0]] = ops[n.op_type](*[values[i] for i in n.input], **attributes)
            return values[model.graph.output[0].name]
        probes = np.load(os.path.join(sys.argv[1], 'probes.npz'))
        worst = 0.
        for name in sorted(f for f in os.listdir(sys.argv[1]) if f.endswith('.onnx')):
            model = onnx.load(os.path.join(sys.argv[1], name))
            onnx.checker.check_model(model, full_check=True)
            inputs = [i.name for i in model.graph.input]
            assert [d.dim_param for d in model.graph.input[0].type.tensor_type.shape.dim][0] == 'batch'
            out = model.graph.output[0].name
            expected = probes[name[:-5] + '_' + out]
            found = run(model, {k: probes[k].astype(float) for k in inputs})
            assert found.shape == expected.shape, (name, found.shape, expected.shape)
            assert np.isfinite(found).all() and np.isfinite(expected).all(), name
            worst = max(worst, np.abs(found - expected).max())
        print(worst)
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [PythonTheory("numpy", "onnx")]
    [InlineData(true, Activation.GeluErf, true, false, GoalRepOrder.ObservationThenGoal)]
    [InlineData(true, Activation.GeluTanh, true, true, GoalRepOrder.ObservationThenGoal)]
    [InlineData(true, Activation.GeluTanh, true, true, GoalRepOrder.GoalThenObservation)]
    [InlineData(true, Activation.Relu, false, true, GoalRepOrder.GoalThenObservation)]
    [InlineData(false, Activation.GeluErf, true, true, GoalRepOrder.ObservationThenGoal)]
    [InlineData(false, Activation.Relu, false, false, GoalRepOrder.ObservationThenGoal)]
    public void Graphs_are_valid_and_compute_what_the_networks_define(
        bool hierarchical, Activation activation, bool norm, bool standardize, GoalRepOrder order)
    {
        var path = _folder.File("bundle");
        BundleWriter.Write(path, ExportSamples.Bundle(ExportSamples.Networks(hierarchical, activation, norm, standardize, order)));

        var difference = double.Parse(SystemPython.Run(Replay, path));

        // Stored constants and outputs are single precision, everything between is double on both sides.
        Assert.InRange(difference, 0, 3e-6);
    }

    [PythonTheory("numpy", "onnx")]
    [InlineData(2, true)]
    [InlineData(2, false)]
    [InlineData(ExportSamples.StateDim, true)]
    [InlineData(ExportSamples.StateDim, false)]
    public void Graphs_of_raw_subgoals_compute_what_they_should(int width, bool standardize)
    {
        var path = _folder.File("bundle");
        BundleWriter.Write(path, ExportSamples.Bundle(ExportSamples.Slices(width, standardize)));

        Assert.InRange(double.Parse(SystemPython.Run(Replay, path)), 0, 3e-6);
    }

    [PythonFact("numpy", "onnx")]
    public void Graphs_of_products_compute_what_they_should()
    {
        var path = _folder.File("bundle");
        BundleWriter.Write(path, ExportSamples.Bundle(ExportSamples.Products()));

        Assert.InRange(double.Parse(SystemPython.Run(Replay, path)), 0, 3e-6);
    }

    [PythonTheory("numpy", "onnx")]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Graphs_of_latent_distances_compute_what_they_should(bool latent, bool standardize)
    {
        var path = _folder.File("bundle");
        BundleWriter.Write(path, ExportSamples.Bundle(ExportSamples.Distances(latent, standardize)));

        Assert.InRange(double.Parse(SystemPython.Run(Replay, path)), 0, 3e-6);
    }

    [Fact]
    public void Agents_have_the_graphs_of_their_networks()
    {
        var hierarchical = PolicyGraphs.Build(ExportSamples.Networks(true, Activation.Relu, false, false));
        var flat = PolicyGraphs.Build(ExportSamples.Networks(false, Activation.Relu, false, false));
        var cloned = PolicyGraphs.Build(ExportSamples.Networks(false, Activation.Relu, false, false) with { ValueHeads = [] });

        Assert.Equal([BundleFiles.GoalRep, BundleFiles.Manager, BundleFiles.Value, BundleFiles.Worker], hierarchical.Keys);
        Assert.Equal([BundleFiles.Value, BundleFiles.Worker], flat.Keys);
        Assert.Equal([BundleFiles.Worker], cloned.Keys);
    }

    [Fact]
    public void The_same_content_gives_the_same_bytes()
    {
        var content = ExportSamples.Bundle(ExportSamples.Networks(true, Activation.GeluTanh, true, true));

        BundleWriter.Write(_folder.File("first"), content);
        BundleWriter.Write(_folder.File("second"), content);

        foreach (var file in Directory.GetFiles(_folder.File("first")))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder.File("second"), Path.GetFileName(file))));
    }

    [Fact]
    public void The_manifest_knows_every_other_file()
    {
        var path = _folder.File("bundle");

        BundleWriter.Write(path, ExportSamples.Bundle(ExportSamples.Networks(true, Activation.GeluErf, true, false)));

        var manifest = JsonSerializer.Deserialize<BundleManifest>(
            File.ReadAllText(Path.Combine(path, BundleManifest.FileName)), ContractJson.Document)!;
        Assert.Equal(
            Directory.GetFiles(path).Select(Path.GetFileName).Where(name => name is not (BundleManifest.FileName or BundleManifest.ChecksumFileName)).Order(),
            manifest.Files.Keys.Order());
        Assert.Equal(7, manifest.Files.Count + 1);
        Assert.All(manifest.Files, file => Assert.Equal(Sha256File.OfFile(Path.Combine(path, file.Key)), file.Value));
    }

    [Fact]
    public void Networks_that_do_not_fit_the_manifest_are_refused()
    {
        var content = ExportSamples.Bundle(ExportSamples.Networks(true, Activation.Relu, false, false));

        var error = Assert.Throws<ArgumentException>(() => BundleWriter.Write(
            _folder.File("bundle"), content with { Manifest = content.Manifest with { RepDim = 10 } }));

        Assert.Contains("rep_dim is 10 in the manifest and 4 in the networks", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void Networks_that_do_not_fit_each_other_are_refused()
    {
        var networks = ExportSamples.Networks(true, Activation.Relu, false, false);

        var error = Assert.Throws<ArgumentException>(() => PolicyGraphs.Build(networks with { LowActor = networks.HighActor! }));

        Assert.Contains("low_actor: 10→4, expected 9→4", error.Message, StringComparison.Ordinal);
    }
}
