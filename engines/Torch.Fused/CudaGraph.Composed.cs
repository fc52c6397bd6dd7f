#if ENGINES_NUGET
namespace HiqlRobotics.Engines.Torch;

public sealed partial class CudaGraph
{
    private CudaGraph() => throw new NotSupportedException("the TorchSharp package has no CUDA graphs");

    public partial void Replay()
    {
    }

    public partial void Dispose()
    {
    }

    private static partial bool Supported() => false;

    private partial void End()
    {
    }

    private partial void Abandon()
    {
    }
}
#endif
