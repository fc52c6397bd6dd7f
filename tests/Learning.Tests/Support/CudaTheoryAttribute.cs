using HiqlRobotics.Engines.Torch;

namespace HiqlRobotics.Learning.Tests.Support;

/// <summary>A theory that records GPU work; skipped where there is no GPU, or no libtorch that can.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CudaTheoryAttribute : TheoryAttribute
{
    public CudaTheoryAttribute()
    {
        if (!CudaGraph.IsSupported)
            Skip = "no GPU, or a libtorch without CUDA graphs: see docs/gpu.md";
    }
}
