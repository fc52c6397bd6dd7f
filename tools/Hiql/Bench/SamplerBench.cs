using System.Diagnostics;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using TorchSharp;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Which share of a training step goes into drawing and gathering its batch.</summary>
internal static class SamplerBench
{
    private const double Percent = 100;

    public static IReadOnlyList<BenchResult> Run(int threads, torch.Device device, int rounds, Terminal terminal) =>
        [.. LearnerSize.All.Select(size => Measure(size, threads, device, rounds, terminal))];

    private static BenchResult Measure(LearnerSize size, int threads, torch.Device device, int rounds, Terminal terminal)
    {
        using var learner = size.Create(threads, device, record: false);
        var steps = size.StepsOn(device, record: false);
        learner.Steps(1);
        var share = InTurn.Measure(
            $"sampling, {size.On(device)}", "ms", "whole step", rounds, () => Milliseconds(learner.Batches, steps),
            () => Milliseconds(learner.Steps, steps), terminal.Cancellation);
        return new BenchResult($"share of a step, {share.Name}", Percent * share.Value / share.PeerValue!.Value, "%", null, null, null);
    }

    private static double Milliseconds(Action<int> work, int count)
    {
        var started = Stopwatch.GetTimestamp();
        work(count);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds / count;
    }
}
