using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;
using TorchSharp;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Gradient steps per second, and eager PyTorch's with the same networks, batch, threads and GELU.</summary>
internal static class LearnerBench
{
    private const string Peer = "PyTorch, eager";
    private const int WarmUpSteps = 5;

    private const string DebianPython = "/usr/bin/python3";

    public static IReadOnlyList<BenchResult> Run(int threads, torch.Device device, int rounds, Terminal terminal) =>
        [.. LearnerSize.All.Select(size => Measure(size, threads, device, rounds, terminal))];

    private static BenchResult Measure(LearnerSize size, int threads, torch.Device device, int rounds, Terminal terminal)
    {
        using var learner = size.Create(threads, device);
        learner.Steps(WarmUpSteps);
        (string Python, string Script)? peer = FindPython(device) is { } python ? (python, FindScript()) : null;
        return InTurn.Measure(
            $"learner, {size.On(device)}", "steps/s", Peer, rounds, () => StepsPerSecond(learner, size.StepsOn(device)),
            peer is not { } found ? null : () => TheirBest(found, size, device, threads), terminal.Cancellation);
    }

    private static double StepsPerSecond(LearnerBenchmark learner, int steps)
    {
        var started = Stopwatch.GetTimestamp();
        learner.Steps(steps);
        return steps / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // Two threads of PyTorch wait for each other by spinning; where one does better, one is what we are compared with.
    private static double TheirBest((string Python, string Script) peer, LearnerSize size, torch.Device device, int threads) =>
        threads == 1 || !device.IsCpu()
            ? Theirs(peer, size, device, threads)
            : Math.Max(Theirs(peer, size, device, threads), Theirs(peer, size, device, 1));

    private static double Theirs((string Python, string Script) peer, LearnerSize size, torch.Device device, int threads)
    {
        string N(int value) => value.ToString(CultureInfo.InvariantCulture);
        // OpenBLAS reads its thread count once, when it is loaded; the launcher's setting is for our own lanes.
        var environment = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = N(threads), ["OPENBLAS_NUM_THREADS"] = N(threads) };
        var output = PeerProcess.Run(
            peer.Python, environment, peer.Script,
            "--hidden", size.Widths, "--batch", N(size.Batch), "--steps", N(size.StepsOn(device)),
            "--warmup", N(WarmUpSteps), "--threads", N(threads), "--device", device.Name(), "--gelu", "erf",
            "--obs-dim", N(LearnerSize.ObservationDim), "--action-dim", N(LearnerSize.ActionDim));
        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("steps_per_second").GetDouble();
    }

    // Debian's PyTorch belongs to Debian's Python, whatever else is on the PATH, and has no CUDA: there it is the PATH's.
    private static string? FindPython(torch.Device device) =>
        !device.IsCpu() ? SystemProgram.Find("python3") : File.Exists(DebianPython) ? DebianPython : null;

    private static string FindScript()
    {
        var script = Path.Combine("benchmarks", "peers", "torch_hiql.py");
        return Repository.Find(script) ?? throw new InputException($"{script}: not found; run hiql bench learner from a clone of the repository");
    }
}
