using HiqlRobotics.Contracts;
using TorchSharp;

namespace HiqlRobotics.Tools.Stages;

/// <summary>What <c>--device</c> names.</summary>
internal static class ComputeDevice
{
    /// <summary>The processor, or the first GPU.</summary>
    /// <param name="name"><c>cpu</c> or <c>cuda</c>.</param>
    /// <exception cref="InputException">Another name, or no GPU that this libtorch sees.</exception>
    public static torch.Device Find(string name) => name switch
    {
        "cpu" => torch.CPU,
        "cuda" when torch.cuda.is_available() => torch.CUDA,
        "cuda" => throw new InputException("--device cuda: this libtorch sees no CUDA device; use --device cpu, or see ./hiql doctor"),
        _ => throw new InputException($"--device: '{name}' is not known; use cpu or cuda"),
    };
}
