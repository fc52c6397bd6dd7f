namespace HiqlRobotics.Engines.Torch;

/// <summary>
/// GPU work recorded once and launched as a whole afterwards (a CUDA graph), which costs the processor one launch instead
/// of one for each operator. A replay works on the same memory as the recording: inputs are written into the tensors that
/// were read then, and results are found in those that were written.
/// </summary>
public sealed partial class CudaGraph : IDisposable
{
    /// <summary>Whether this libtorch, its bridge and this machine can record: libtorch 2.2 or newer, CUDA's headers when it was built, a GPU.</summary>
    public static bool IsSupported => Supported();

    /// <summary>Records what the work launches, without running it.</summary>
    /// <param name="work">
    /// Does the same at every call, reads nothing back, and was run a few times before, so that everything it needs once is there.
    /// </param>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The work does something that cannot be recorded.</exception>
    public static CudaGraph Record(Action work)
    {
        var graph = new CudaGraph();
        try
        {
            work();
        }
        catch
        {
            graph.Abandon();
            throw;
        }
        graph.End();
        return graph;
    }

    /// <summary>Launches what was recorded; returns before it has run.</summary>
    public partial void Replay();

    /// <inheritdoc/>
    public partial void Dispose();

    private static partial bool Supported();

    private partial void End();

    private partial void Abandon();
}
