using HiqlRobotics.Control;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Each network of a bundle at batch 1: bound buffers against the ordinary call of the C# API.</summary>
internal static class InferenceBench
{
    public static IReadOnlyList<BenchResult> Run(string path, int rounds, Terminal terminal)
    {
        using var bundle = ControllerBundle.Load(path);
        OnnxModel?[] models = [bundle.Manager, bundle.Worker, bundle.Value, bundle.GoalRep];
        return [.. models.OfType<OnnxModel>().Select(model => Measure(model, rounds, terminal))];
    }

    private static BenchResult Measure(OnnxModel model, int rounds, Terminal terminal)
    {
        using var network = new OnnxNetwork(model);
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model.Path, options);
        var inputs = session.InputMetadata.Select(input => NamedOnnxValue.CreateFromTensor(
            input.Key, new DenseTensor<float>([1, .. input.Value.Dimensions.AsSpan(1)]))).ToArray();
        void Ordinary()
        {
            using var outputs = session.Run(inputs);
        }

        Timing.MicrosecondsPerCall(network.Run);
        Timing.MicrosecondsPerCall(Ordinary);
        return InTurn.Measure(
            Path.GetFileName(model.Path), "µs", "InferenceSession.Run", rounds,
            () => Timing.MicrosecondsPerCall(network.Run), () => Timing.MicrosecondsPerCall(Ordinary), terminal.Cancellation);
    }
}
