using HiqlRobotics.Contracts;
using Microsoft.ML.OnnxRuntime;

namespace HiqlRobotics.Tools.Bench;

/// <summary>
/// The peer of a tick: the same graph with nothing of ours around it. Buffers are pinned and bound once, one thread,
/// as ONNX Runtime's documentation recommends for latency.
/// </summary>
internal sealed class RawGraph : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly List<OrtValue> _values = [];

    public RawGraph(string file)
    {
        if (!File.Exists(file))
            throw new InputException($"{file}: no such graph; the benchmark needs a hierarchical bundle");
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new InferenceSession(file, options);
        _binding = _session.CreateIoBinding();
        foreach (var (name, metadata) in _session.InputMetadata)
            _binding.BindInput(name, Pin(metadata));
        foreach (var (name, metadata) in _session.OutputMetadata)
            _binding.BindOutput(name, Pin(metadata));
    }

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _values.ForEach(value => value.Dispose());
        _options.Dispose();
        _session.Dispose();
    }

    private OrtValue Pin(NodeMetadata metadata)
    {
        // −1 is the batch axis.
        var shape = metadata.Dimensions.Select(extent => (long)Math.Max(1, extent)).ToArray();
        var buffer = GC.AllocateArray<float>((int)shape.Aggregate(1L, (a, b) => a * b), pinned: true);
        var value = OrtValue.CreateTensorValueFromMemory(buffer, shape);
        _values.Add(value);
        return value;
    }
}
