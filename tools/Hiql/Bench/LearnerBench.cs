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

/// <summary>
/// Gradient steps per second, and PyTorch's with the same networks, batch, threads and GELU: operator by operator, and
/// on a GPU also as a recorded CUDA graph.
/// </summary>
internal static class LearnerBench
{
    private const int WarmUpSteps = 5;

    private const string DebianPython = "/usr/bin/python3";

    public static IReadOnlyList<BenchResult> Run(int threads, torch.Device device, int rounds, Terminal terminal) =>
    [
        .. from size in LearnerSize.All
           from record in device.CanRecord() ? [false, true] : (bool[])[false]
           select Measure(size, threads, device, record, rounds, terminal),
    ];

    private static BenchResult Measure(LearnerSize size, int threads, torch.Device device, bool record, int rounds, Terminal terminal)
    {
        using var learner = size.Create(threads, device, record);
        learner.Steps(WarmUpSteps);
        (string Python, string Script)? peer = FindPython(device) is { } python ? (python, FindScript()) : null;
        return InTurn.Measure(
            $"learner, {size.On(device)}{(record ? ", recorded" : "")}", "steps/s", record ? "PyTorch, CUDA graph" : "PyTorch, eager", rounds,
            () => StepsPerSecond(learner, size.StepsOn(device, record)),
            peer is not { } found ? null : () => TheirBest(found, size, device, record, threads), terminal.Cancellation);
    }

    private static double StepsPerSecond(LearnerBenchmark learner, int steps)
    {
        var started = Stopwatch.GetTimestamp();
        learner.Steps(steps);
        return steps / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // Two threads of PyTorch wait for each other by spinning; where one does better, one is what we are compared with.
    private static double TheirBest((string Python, string Script) peer, LearnerSize size, torch.Device device, bool record, int threads) =>
        threads == 1 || !device.IsCpu()
            ? Theirs(peer, size, device, record, threads)
            : Math.Max(Theirs(peer, size, device, record, threads), Theirs(peer, size, device, record, 1));

    private static double Theirs((string Python, string Script) peer, LearnerSize size, torch.Device device, bool record, int threads)
    {
        string N(int value) => value.ToString(CultureInfo.InvariantCulture);
        // OpenBLAS reads its thread count once, when it is loaded; the launcher's setting is for our own lanes.
        var environment = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = N(threads), ["OPENBLAS_NUM_THREADS"] = N(threads) };
        string[] arguments =
        [
            peer.Script, "--hidden", size.Widths, "--batch", N(size.Batch), "--steps", N(size.StepsOn(device, record)),
            "--warmup", N(WarmUpSteps), "--threads", N(threads), "--device", device.Name(), "--gelu", "erf",
            "--obs-dim", N(LearnerSize.ObservationDim), "--action-dim", N(LearnerSize.ActionDim),
            .. Flags((size.Config.LowActorRepGrad, "--low-actor-rep-grad"), (record, "--record")),
        ];
        var output = PeerProcess.Run(peer.Python, environment, arguments);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("steps_per_second").GetDouble();
    }

    private static IEnumerable<string> Flags(params (bool Set, string Name)[] flags) => from flag in flags where flag.Set select flag.Name;

    // Debian's PyTorch belongs to Debian's Python, whatever else is on the PATH, and has no CUDA: there it is the PATH's.
    private static string? FindPython(torch.Device device) =>
        !device.IsCpu() ? SystemProgram.Find("python3") : File.Exists(DebianPython) ? DebianPython : null;

    private static string FindScript()
    {
        var script = Path.Combine("benchmarks", "peers", "torch_hiql.py");
        return Repository.Find(script) ?? throw new InputException($"{script}: not found; run hiql bench learner from a clone of the repository");
    }
}
