using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Gradient steps per second, and eager PyTorch's with the same networks, batch, threads and GELU.</summary>
internal static class LearnerBench
{
    private const string Peer = "PyTorch, eager";
    private const int WarmUpSteps = 5;

    /// <summary>Debian's python3-torch belongs to Debian's Python, whatever else is on the PATH.</summary>
    private const string Python = "/usr/bin/python3";

    public static IReadOnlyList<BenchResult> Run(int threads, int rounds, Terminal terminal) =>
        [.. LearnerSize.All.Select(size => Measure(size, threads, rounds, terminal))];

    private static BenchResult Measure(LearnerSize size, int threads, int rounds, Terminal terminal)
    {
        using var learner = size.Create(threads);
        learner.Steps(WarmUpSteps);
        var script = FindScript();
        return InTurn.Measure(
            $"learner, {size}", "steps/s", Peer, rounds, () => StepsPerSecond(learner, size.Steps),
            script is null ? null : () => TheirBest(script, size, threads), terminal.Cancellation);
    }

    private static double StepsPerSecond(LearnerBenchmark learner, int steps)
    {
        var started = Stopwatch.GetTimestamp();
        learner.Steps(steps);
        return steps / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    // Two threads of PyTorch wait for each other by spinning; where one does better, one is what we are compared with.
    private static double TheirBest(string script, LearnerSize size, int threads) =>
        threads == 1 ? Theirs(script, size, 1) : Math.Max(Theirs(script, size, threads), Theirs(script, size, 1));

    private static double Theirs(string script, LearnerSize size, int threads)
    {
        string N(int value) => value.ToString(CultureInfo.InvariantCulture);
        // OpenBLAS reads its thread count once, when it is loaded; the launcher's setting is for our own lanes.
        var environment = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = N(threads), ["OPENBLAS_NUM_THREADS"] = N(threads) };
        var output = PeerProcess.Run(
            Python, environment, script, "--hidden", size.Widths, "--batch", N(size.Batch), "--steps", N(size.Steps),
            "--warmup", N(WarmUpSteps), "--threads", N(threads), "--gelu", "erf",
            "--obs-dim", N(LearnerSize.ObservationDim), "--action-dim", N(LearnerSize.ActionDim));
        using var document = JsonDocument.Parse(output);
        return document.RootElement.GetProperty("steps_per_second").GetDouble();
    }

    private static string? FindScript()
    {
        if (!File.Exists(Python))
            return null;
        var script = Path.Combine("benchmarks", "peers", "torch_hiql.py");
        return Repository.Find(script) ?? throw new InputException($"{script}: not found; run hiql bench learner from a clone of the repository");
    }
}
