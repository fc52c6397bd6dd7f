using System.Globalization;
using HiqlRobotics.Control;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Bench;

/// <summary>How far wake-ups lie from their deadlines at a rate, beside cyclictest at the same rate.</summary>
internal static class LoopBench
{
    private const string Peer = "cyclictest";
    private const double NanosecondsPerSecond = 1e9, MicrosecondsPerSecond = 1e6;
    private const int HistogramMicroseconds = 10_000;

    public static (IReadOnlyList<BenchResult> Results, double AllocatedBytesPerTick) Run(double rate, double seconds)
    {
        var (ours, allocated) = RealTimeThread.Run(_ => Measure(rate, seconds));
        var program = SystemProgram.Find(Peer);
        var theirs = program is null ? null : MeasurePeer(program, rate, seconds);
        var peer = program is null ? $"{Peer} (not installed)" : Peer;
        BenchResult Result(string name, double value, double? other) =>
            new($"wake-up error {name} at {rate.ToString(CultureInfo.InvariantCulture)} Hz", value, "µs", peer, other, value / other);
        return ([Result("p50", ours.P50, theirs?.P50), Result("p99", ours.P99, theirs?.P99), Result("max", ours.Max, theirs?.Max)], allocated);
    }

    private static (Percentiles Lateness, double AllocatedBytesPerTick) Measure(double rate, double seconds)
    {
        var timer = new NanosleepTimer();
        var ticks = (int)Math.Max(1, Math.Round(rate * seconds));
        var statistics = new TickStatistics(ticks);
        var grid = new PhaseGrid(timer, (long)Math.Round(NanosecondsPerSecond / rate));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var tick = 0; tick < ticks; tick++)
            statistics.Add(Math.Abs(grid.Wait()));
        var allocated = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)ticks;
        return (statistics.Summarize(), allocated);
    }

    private static Percentiles MeasurePeer(string program, double rate, double seconds)
    {
        string Text(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);
        var output = PeerProcess.Run(
            program, new Dictionary<string, string>(), "-q", "-t1", $"-p{RealTimeThread.FifoPriority}", "-m",
            "-i", Text(MicrosecondsPerSecond / rate), "-l", Text(rate * seconds), "-h", Text(HistogramMicroseconds));
        var counts = output.Split('\n').Where(line => line.Length > 0 && char.IsAsciiDigit(line[0]))
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(words => (Microseconds: double.Parse(words[0], CultureInfo.InvariantCulture), Count: long.Parse(words[1], CultureInfo.InvariantCulture)))
            .Where(bin => bin.Count > 0).ToArray();
        return new Percentiles(Quantile(counts, 0.5), Quantile(counts, 0.99), Quantile(counts, 0.999), counts.Length > 0 ? counts[^1].Microseconds : 0);
    }

    private static double Quantile((double Microseconds, long Count)[] bins, double share)
    {
        var left = share * bins.Sum(bin => bin.Count);
        foreach (var bin in bins)
            if ((left -= bin.Count) <= 0)
                return bin.Microseconds;
        return 0;
    }
}
