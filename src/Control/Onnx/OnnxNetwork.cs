using Microsoft.ML.OnnxRuntime;

namespace HiqlRobotics.Control;

/// <summary>
/// A graph over pinned buffers of one batch size that are bound once: write the inputs, run, read the output;
/// nothing is allocated. Belongs to one thread and must be disposed before its model.
/// </summary>
public sealed class OnnxNetwork : IDisposable
{
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly RunOptions _options = new();
    private readonly OrtValue[] _values;
    private readonly float[][] _inputs;
    private readonly float[] _output;

    /// <summary>Allocates and binds the buffers of one user of the model.</summary>
    /// <param name="model">The graph.</param>
    /// <param name="rows">Rows of every input and of the output.</param>
    public OnnxNetwork(OnnxModel model, int rows = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        _session = model.Session;
        _binding = _session.CreateIoBinding();
        _inputs = [.. model.Inputs.Select(port => Allocate(port, rows))];
        _output = Allocate(model.Output, rows);
        _values = [.. model.Inputs.Select((port, i) => Wrap(port, _inputs[i], rows)), Wrap(model.Output, _output, rows)];
        for (var i = 0; i < _inputs.Length; i++)
            _binding.BindInput(model.Inputs[i].Name, _values[i]);
        _binding.BindOutput(model.Output.Name, _values[^1]);
    }

    /// <summary>The output of the last run.</summary>
    public ReadOnlySpan<float> Output => _output;

    /// <summary>The buffer of an input, by its position in the model's inputs.</summary>
    public Span<float> Input(int index) => _inputs[index];

    /// <summary>Evaluates the graph on what the input buffers hold now.</summary>
    public void Run() => _session.RunWithBinding(_options, _binding);

    /// <summary>Writes both inputs of a two-input network and evaluates it.</summary>
    public ReadOnlySpan<float> Run(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        first.CopyTo(_inputs[0]);
        second.CopyTo(_inputs[1]);
        Run();
        return _output;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        foreach (var value in _values)
            value.Dispose();
        _options.Dispose();
    }

    // Pinned for good: the engine keeps the address, and a moving collection must not.
    private static float[] Allocate(GraphPort port, int rows) => GC.AllocateArray<float>(rows * port.RowLength, pinned: true);

    private static OrtValue Wrap(GraphPort port, float[] buffer, int rows) =>
        OrtValue.CreateTensorValueFromMemory(buffer, port.Shape(rows));
}
