#if !ENGINES_NUGET
using TorchSharp.Native;
using static TorchSharp.torch;

namespace HiqlRobotics.Engines.Torch;

public sealed partial class CudaGraph
{
    private IntPtr _handle;

    private CudaGraph() => NativeError.Check(FusedNative.hiql_cuda_graph_begin(out _handle));

    public partial void Replay() => NativeError.Check(FusedNative.hiql_cuda_graph_replay(_handle));

    public partial void Dispose()
    {
        FusedNative.hiql_cuda_graph_free(_handle);
        _handle = IntPtr.Zero;
    }

    private static partial bool Supported() => FusedNative.hiql_cuda_graph_supported() != 0 && cuda.is_available();

    private partial void End()
    {
        try
        {
            NativeError.Check(FusedNative.hiql_cuda_graph_end(_handle));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    // What stopped the work is the error to tell; that the recording cannot be ended either follows from it.
    private partial void Abandon()
    {
        _ = FusedNative.hiql_cuda_graph_end(_handle);
        Dispose();
    }
}
#endif
