using System.Diagnostics;
using System.Globalization;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>A sweep that is killed without warning at any moment, and whose workers are.</summary>
public sealed class SweepKillTests : IDisposable
{
    // HIQL_KILLS=30 is the long version (docs/sweeps.md).
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("HIQL_KILLS") ?? "6", CultureInfo.InvariantCulture);

    private const int Jobs = 6;

    // About as long as all of it takes.
    private const double LongestLife = 3;

    private readonly CliProcess _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Killed_again_and_again_it_ends_in_the_same_results_and_the_same_page()
    {
        AtomicFile.WriteAllText(_cli.PathOf("s.yaml"), """
            question: Does it matter how often one has to start?
            base: {environment: pointmaze-medium, bundle: models/bundles/pointmaze-medium, episodes: 2}
            axes: {manager_period: [1, 2, 5, 10, 25, 50]}

            """);
        _cli.RunJson("sweep", "s.yaml", "--out", "whole");
        var moments = new RandomStream(20_261_126, "test/sweep-kill");
        string[] killed = ["sweep", "s.yaml", "--out", _cli.PathOf("killed"), "--resume"];

        for (var i = 0; i < Kills; i++)
            _cli.RunAndKill(After(moments.NextDouble(0, LongestLife), alsoWorker: i % 2 == 1), killed);
        var document = _cli.RunJson(killed);

        Assert.Equal(Jobs, document.GetProperty("done").GetInt32());
        Assert.Equal(SweepFiles.Results(_cli.PathOf("whole")), SweepFiles.Results(_cli.PathOf("killed")));
        Assert.Equal(SweepFiles.Report(_cli.PathOf("whole")), SweepFiles.Report(_cli.PathOf("killed")));
        Assert.Empty(Workers());
    }

    // The moment; halfway there a worker goes first.
    private Func<bool> After(double seconds, bool alsoWorker)
    {
        var started = Stopwatch.GetTimestamp();
        return () =>
        {
            var now = Stopwatch.GetElapsedTime(started).TotalSeconds;
            if (alsoWorker && now > seconds / 2)
                foreach (var worker in Workers().Take(1))
                {
                    using var kill = Process.Start("kill", ["-KILL", worker.ToString(CultureInfo.InvariantCulture)]);
                    kill.WaitForExit();
                    alsoWorker = false;
                }
            return now > seconds;
        };
    }

    private int[] Workers() =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _) && CommandLine(name!).Contains($"\0sweep-job\0{_cli.PathOf("killed")}\0", StringComparison.Ordinal))
            .Select(name => int.Parse(name!, CultureInfo.InvariantCulture)),
    ];

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            // It is gone by now.
            return "";
        }
    }
}
