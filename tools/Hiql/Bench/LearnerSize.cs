using HiqlRobotics.Learning;
using TorchSharp;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Networks of three equal layers, and a batch.</summary>
/// <param name="Width">Units of a layer.</param>
/// <param name="Batch">Transitions per step.</param>
/// <param name="Steps">Steps per measurement: a second or two.</param>
internal readonly record struct LearnerSize(int Width, int Batch, int Steps)
{
    /// <summary>Pointmaze's.</summary>
    public const int ObservationDim = 2, ActionDim = 2;

    /// <summary>The sizes of the budget: ours for CPUs, and OGBench's.</summary>
    public static IReadOnlyList<LearnerSize> All { get; } = [new(128, 256, 150), new(512, 1024, 5)];

    /// <summary>As both sides' command lines and configurations write it.</summary>
    public string Widths => $"{Width},{Width},{Width}";

    public LearnerBenchmark Create(int threads)
    {
        var config = ConfigOverrides.Apply(
            HiqlPresets.Create("hiql", "small", "pointmaze-medium", "navigate"),
            [$"value_hidden={Widths}", $"actor_hidden={Widths}", $"batch_size={Batch}"]);
        return new LearnerBenchmark(config, ObservationDim, ActionDim, threads, torch.CPU);
    }

    public override string ToString() => $"{Width}x3, batch {Batch}";
}
