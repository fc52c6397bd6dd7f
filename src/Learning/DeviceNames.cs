using HiqlRobotics.Engines.Torch;
using TorchSharp;

namespace HiqlRobotics.Learning;

/// <summary>Devices by the names of <c>--device</c> and <see cref="RunConfig.Device"/>.</summary>
public static class DeviceNames
{
    /// <summary>Whether it is the processor.</summary>
    public static bool IsCpu(this torch.Device device) => device.type == DeviceType.CPU;

    /// <summary><c>cpu</c> or <c>cuda</c>.</summary>
    public static string Name(this torch.Device device) => device.IsCpu() ? "cpu" : "cuda";

    /// <summary>Whether work on a device can be recorded and replayed (<see cref="CudaGraph"/>).</summary>
    public static bool CanRecord(this torch.Device device) => !device.IsCpu() && CudaGraph.IsSupported;
}
