using HiqlRobotics.Contracts;
using Microsoft.ML.OnnxRuntime;

namespace HiqlRobotics.Control;

/// <summary>
/// One graph in one session, its ports verified. A session may be run from many threads; what a thread needs of its
/// own (bound buffers) is an <see cref="OnnxNetwork"/>.
/// </summary>
public sealed class OnnxModel : IDisposable
{
    private OnnxModel(string path, InferenceSession session, GraphPort[] inputs, GraphPort output)
    {
        Path = path;
        Session = session;
        Inputs = inputs;
        Output = output;
    }

    /// <summary>Where the graph came from; messages name it.</summary>
    public string Path { get; }

    /// <summary>The inputs, in the order they were asked for.</summary>
    public IReadOnlyList<GraphPort> Inputs { get; }

    /// <summary>The output.</summary>
    public GraphPort Output { get; }

    internal InferenceSession Session { get; }

    /// <summary>Opens a graph and checks that it has exactly these ports.</summary>
    /// <exception cref="InputException">Not a graph the engine can run, or one with other inputs, outputs or shapes.</exception>
    /// <exception cref="HiqlException">ONNX Runtime's native library is missing.</exception>
    public static OnnxModel Load(string path, IReadOnlyList<GraphPort> inputs, GraphPort output) =>
        Load(path, File.ReadAllBytes(path), inputs, output);

    /// <summary>The same from bytes that were read (and hashed) already.</summary>
    /// <exception cref="InputException">Not a graph the engine can run, or one with other inputs, outputs or shapes.</exception>
    /// <exception cref="HiqlException">ONNX Runtime's native library is missing.</exception>
    public static OnnxModel Load(string path, byte[] graph, IReadOnlyList<GraphPort> inputs, GraphPort output)
    {
        var session = Open(path, graph);
        try
        {
            RequirePorts(path, "input", session.InputMetadata, inputs);
            RequirePorts(path, "output", session.OutputMetadata, [output]);
            return new OnnxModel(path, session, [.. inputs], output);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();

    private static InferenceSession Open(string path, byte[] graph)
    {
        try
        {
            using var options = CreateOptions();
            return new InferenceSession(graph, options);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new HiqlException("ONNX Runtime's native library (libonnxruntime.so) cannot be loaded; run ./hiql setup", e);
        }
        catch (OnnxRuntimeException e)
        {
            var reason = e.Message.ReplaceLineEndings(" ");
            throw new InputException($"{path}: not a graph that ONNX Runtime can run ({reason}); export the bundle again", e);
        }
    }

    // One thread: with the default pool the median is the same and the tail thirty times worse. Without
    // session.set_denormal_as_zero: it switches the calling thread (and those it starts) for good, physics included, so
    // that the bits of a simulation would depend on whether a bundle had been loaded.
    private static SessionOptions CreateOptions() => new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
    };

    private static void RequirePorts(
        string path, string kind, IReadOnlyDictionary<string, NodeMetadata> found, IReadOnlyList<GraphPort> expected)
    {
        var matches = found.Count == expected.Count && expected.All(port =>
            found.TryGetValue(port.Name, out var node) && node.ElementType == typeof(float) && port.Accepts(node.Dimensions));
        if (!matches)
            throw new InputException(
                $"{path}: {kind}s: expected float {string.Join(", ", expected)}, found {Describe(found)}; "
                + "this is another network's file, or one of other widths: export the bundle again");
    }

    private static string Describe(IReadOnlyDictionary<string, NodeMetadata> found) => string.Join(", ", found.Select(port =>
        $"{port.Value.ElementType.Name} {port.Key}({string.Join(',', port.Value.Dimensions.Select(d => d < 0 ? "batch" : $"{d}"))})"));
}
