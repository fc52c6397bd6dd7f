using Microsoft.ML.OnnxRuntime;

namespace HiqlRobotics.Tests.OnnxRuntime;

/// <summary>The affine graph bound once to two pinned arrays, the way the control tick uses ONNX Runtime.</summary>
internal sealed class AffineSession : IDisposable
{
    private readonly SessionOptions _options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly OrtValue _input;
    private readonly OrtValue _output;
    private readonly OrtIoBinding _binding;

    public AffineSession(int batch = 1)
    {
        Observation = GC.AllocateArray<float>(batch * 3, pinned: true);
        Action = GC.AllocateArray<float>(batch * 2, pinned: true);
        _session = new InferenceSession(Path.Combine(AppContext.BaseDirectory, "affine.onnx"), _options);
        _input = OrtValue.CreateTensorValueFromMemory(Observation, [batch, 3]);
        _output = OrtValue.CreateTensorValueFromMemory(Action, [batch, 2]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput("observation", _input);
        _binding.BindOutput("action", _output);
    }

    /// <summary>What the graph reads: batch × 3.</summary>
    public float[] Observation { get; }

    /// <summary>What the graph writes: batch × 2.</summary>
    public float[] Action { get; }

    public InferenceSession Session => _session;

    public void Run() => _session.RunWithBinding(_run, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _output.Dispose();
        _input.Dispose();
        _session.Dispose();
        _run.Dispose();
        _options.Dispose();
    }
}
