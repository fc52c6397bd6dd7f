namespace HiqlRobotics.Engines.Torch;

/// <summary>
/// GPU work recorded once and launched as a whole afterwards (a CUDA graph), which costs the processor one launch instead
/// of one for each operator. A replay works on the same memory as the recording: inputs are written into the tensors that
/// were read then, and results are found in those that were written.
/// </summary>
public sealed class CudaGraph : IDisposable
{
    private IntPtr _handle;

    private CudaGraph(IntPtr handle) => _handle = handle;

    /// <summary>Whether this libtorch, its bridge and this machine can record: libtorch 2.2 or newer, CUDA's headers when it was built, a GPU.</summary>
    public static bool IsSupported => Implementation.SupportsRecording;

    /// <summary>Records what the work launches, without running it.</summary>
    /// <param name="work">
    /// Does the same at every call, reads nothing back, takes nothing from the processor's memory, leaves nothing behind that a backward pass
    /// would need, and was run a few times before, so that everything it needs once is there.
    /// </param>
    /// <exception cref="NotSupportedException"><see cref="IsSupported"/> is false.</exception>
    /// <exception cref="System.Runtime.InteropServices.ExternalException">The work does something that cannot be recorded.</exception>
    public static CudaGraph Record(Action work)
    {
        if (!IsSupported)
        {
            throw new NotSupportedException("no CUDA graphs: they need a GPU, libtorch 2.2, and cuda_runtime_api.h when the bridge is built");
        }
        var graph = new CudaGraph(Implementation.BeginRecording());
        try
        {
            work();
        }
        catch
        {
            Implementation.AbandonRecording(graph._handle);
            graph.Dispose();
            throw;
        }
        try
        {
            Implementation.EndRecording(graph._handle);
        }
        catch
        {
            graph.Dispose();
            throw;
        }
        return graph;
    }

    /// <summary>Launches what was recorded; returns before it has run.</summary>
    public void Replay()
    {
        ObjectDisposedException.ThrowIf(_handle == IntPtr.Zero, this);
        Implementation.Replay(_handle);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_handle != IntPtr.Zero)
        {
            Implementation.FreeRecording(_handle);
        }
        _handle = IntPtr.Zero;
    }
}
