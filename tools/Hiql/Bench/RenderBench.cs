using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Bench;

/// <summary>
/// Our window and MuJoCo's own <c>simulate</c> on the same model, in windows of the same size on the same virtual display: pictures
/// per second as fast as each can, and the processor time of each when ours is held to the other's rate.
/// </summary>
internal static class RenderBench
{
    private const string Peer = "mujoco-simulate";
    private const string RasterThreads = "LP_NUM_THREADS";
    private const int Width = 800, Height = 640;

    /// <param name="name">Environment with a bundle that ships.</param>
    /// <param name="seconds">Of each measurement.</param>
    /// <param name="rounds">Measurements of each.</param>
    /// <param name="terminal">For cancellation.</param>
    /// <exception cref="HiqlException">A program that is needed is missing.</exception>
    public static IReadOnlyList<BenchResult> Run(string name, double seconds, int rounds, Terminal terminal)
    {
        var folder = Directory.CreateTempSubdirectory("hiql-bench-");
        try
        {
            using var display = new VirtualDisplay(Width * 3 / 2, Height * 3 / 2);
            var model = Path.Combine(folder.FullName, $"{name}.xml");
            using (var environment = EnvironmentCatalog.Create(name))
                AtomicFile.WriteAllText(model, environment.Physics.Mjcf);
            var counter = BuildCounter(folder.FullName);
            return Compare(name, seconds, rounds, display, new Peers(folder.FullName, model, counter), terminal.Cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<BenchResult> Compare(
        string name, double seconds, int rounds, VirtualDisplay display, Peers peers, CancellationToken cancellation)
    {
        const double unlimited = 1000;
        List<Sample> theirs = [];
        var frames = InTurn.Measure(
            $"window, {name}, as fast as it can", "pictures/s", Peer, rounds,
            () => Ours(name, seconds, unlimited, display, peers).FramesPerSecond, () => Theirs(seconds, display, peers, theirs), cancellation);
        var rate = frames.PeerValue ?? 30;
        List<Sample> ours = [];
        var load = InTurn.Measure(
            string.Create(CultureInfo.InvariantCulture, $"processor at {rate:0} pictures/s"), "cores", Peer, rounds,
            () => Remember(ours, Ours(name, seconds, rate, display, peers)).Cores, () => Remember(theirs, Peek(seconds, display, peers)).Cores, cancellation);
        return
        [
            frames, load,
            new BenchResult("pictures/s of ours in that", ours.Average(sample => sample.FramesPerSecond), "pictures/s", null, null, null),
            new BenchResult("control periods missed meanwhile", ours.Sum(sample => sample.Missed), "periods", null, null, null),
            new BenchResult("snapshot, p99", ours.Max(sample => sample.PublishP99Us), "us", null, null, null),
        ];
    }

    private static double Theirs(double seconds, VirtualDisplay display, Peers peers, List<Sample> all) =>
        Remember(all, Peek(seconds, display, peers)).FramesPerSecond;

    private static Sample Remember(List<Sample> all, Sample sample)
    {
        all.Add(sample);
        return sample;
    }

    private static Sample Ours(string name, double seconds, double framesPerSecond, VirtualDisplay display, Peers peers)
    {
        var script = Path.Combine(peers.Folder, "ours.script");
        AtomicFile.WriteAllText(script, string.Create(CultureInfo.InvariantCulture, $"wait {seconds}\n"));
        var output = PeerProcess.Run(
            Environment.ProcessPath!, new Dictionary<string, string> { ["DISPLAY"] = display.Name, [RasterThreads] = FreeCores() },
            "sim", "--json", "--env", name, "--script", script, "--out", Path.Combine(peers.Folder, "sim"), "--size", $"{Width}x{Height}",
            "--fps", framesPerSecond.ToString(CultureInfo.InvariantCulture));
        using var document = JsonDocument.Parse(output);
        var report = document.RootElement.GetProperty("report");
        return new Sample(
            report.GetProperty("frames_per_second").GetDouble(), report.GetProperty("cores").GetDouble(),
            report.GetProperty("missed").GetInt64(), report.GetProperty("publish_p99_us").GetDouble());
    }

    // Two seconds for loading and for the first pictures, which are slower.
    private static Sample Peek(double seconds, VirtualDisplay display, Peers peers)
    {
        var count = Path.Combine(peers.Folder, "swaps");
        File.Delete(count);
        var start = new ProcessStartInfo(Require(Peer), peers.Model) { RedirectStandardOutput = true, RedirectStandardError = true };
        (start.Environment["DISPLAY"], start.Environment["LD_PRELOAD"], start.Environment["HIQL_SWAPS"]) = (display.Name, peers.Counter, count);
        start.Environment.Remove(RasterThreads);
        using var process = Process.Start(start) ?? throw new HiqlException($"{Peer}: cannot be started");
        try
        {
            Wait(2);
            if (process.HasExited)
                throw new HiqlException($"{Peer}: ended with {process.ExitCode} before it was measured");
            var (swaps, busy, from) = (Swaps(count), process.TotalProcessorTime, Stopwatch.GetTimestamp());
            Wait(seconds);
            process.Refresh();
            var elapsed = Stopwatch.GetElapsedTime(from).TotalSeconds;
            return new Sample((Swaps(count) - swaps) / elapsed, (process.TotalProcessorTime - busy).TotalSeconds / elapsed, 0, 0);
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    // As ./hiql sim sets it: the control thread keeps a core.
    private static string FreeCores() => Math.Max(1, Environment.ProcessorCount - 1).ToString(CultureInfo.InvariantCulture);

    private static long Swaps(string file) => File.Exists(file) && File.ReadAllBytes(file) is { Length: sizeof(long) } bytes
        ? BitConverter.ToInt64(bytes)
        : throw new HiqlException($"{Peer}: drew no picture that could be counted; is it linked to the shared libglfw?");

    private static string BuildCounter(string folder)
    {
        var source = Repository.Find(Path.Combine("benchmarks", "peers", "swaps.c"))
            ?? throw new HiqlException("benchmarks/peers/swaps.c: not found; run this in the clone");
        var library = Path.Combine(folder, "swaps.so");
        PeerProcess.Run(Require("cc"), new Dictionary<string, string>(), "-O2", "-shared", "-fPIC", "-o", library, source, "-ldl");
        return library;
    }

    private static string Require(string program) => SystemProgram.Find(program)
        ?? throw new HiqlException($"{program} is not installed; run ./hiql setup --bench");

    private static void Wait(double seconds)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(TimeSpan.FromSeconds(seconds));
    }

    private sealed record Peers(string Folder, string Model, string Counter);

    private sealed record Sample(double FramesPerSecond, double Cores, long Missed, double PublishP99Us);

    /// <summary>An X server without a screen, for as long as it is needed.</summary>
    private sealed class VirtualDisplay : IDisposable
    {
        private readonly Process _server;

        public VirtualDisplay(int width, int height)
        {
            var start = new ProcessStartInfo(
                Require("Xvfb"), ["-displayfd", "1", "-screen", "0", $"{width}x{height}x24", "-nolisten", "tcp"])
            { RedirectStandardOutput = true, RedirectStandardError = true };
            _server = Process.Start(start) ?? throw new HiqlException("Xvfb: cannot be started");
            Name = $":{_server.StandardOutput.ReadLine()}";
        }

        public string Name { get; }

        public void Dispose()
        {
            _server.Kill();
            _server.WaitForExit();
            _server.Dispose();
        }
    }
}
