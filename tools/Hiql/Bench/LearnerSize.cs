using HiqlRobotics.Learning;
using TorchSharp;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Networks of three equal layers, and a batch.</summary>
/// <param name="Width">Units of a layer.</param>
/// <param name="Batch">Transitions per step.</param>
/// <param name="CpuSteps">Steps per measurement on a CPU: a second or two.</param>
internal readonly record struct LearnerSize(int Width, int Batch, int CpuSteps)
{
    /// <summary>Pointmaze's.</summary>
    public const int ObservationDim = 2, ActionDim = 2;

    private const int GpuSteps = 200, RecordedSteps = 2000;

    /// <summary>The sizes of the budget: ours for CPUs, and OGBench's.</summary>
    public static IReadOnlyList<LearnerSize> All { get; } = [new(128, 256, 150), new(512, 1024, 5)];

    /// <summary>As both sides' command lines and configurations write it.</summary>
    public string Widths => $"{Width},{Width},{Width}";

    /// <summary>Steps per measurement: on a GPU every size is bound by its launches, unless a step is recorded.</summary>
    public int StepsOn(torch.Device device, bool record) => device.IsCpu() ? CpuSteps : record ? RecordedSteps : GpuSteps;

    /// <summary>The mazes' preset with networks and batch of this size.</summary>
    public HiqlConfig Config => ConfigOverrides.Apply(
        HiqlPresets.Create("hiql", "small", "pointmaze-medium", "navigate"),
        [$"value_hidden={Widths}", $"actor_hidden={Widths}", $"batch_size={Batch}"]);

    /// <summary>A learner of this size.</summary>
    /// <param name="threads">CPU threads.</param>
    /// <param name="device">Where it trains.</param>
    /// <param name="record">On a GPU, whether steps are recorded and replayed.</param>
    public LearnerBenchmark Create(int threads, torch.Device device, bool record) =>
        new(Config, ObservationDim, ActionDim, threads, device, record);

    /// <summary>The size, and where it runs unless that is the processor.</summary>
    public string On(torch.Device device) => device.IsCpu() ? $"{this}" : $"{this}, {device.Name()}";

    public override string ToString() => $"{Width}x3, batch {Batch}";
}
