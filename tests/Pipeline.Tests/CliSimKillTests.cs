using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Tests.Windowing;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>A window that is killed without warning at any moment, as fast as it can simulate.</summary>
public sealed class CliSimKillTests(XvfbDisplay display) : IClassFixture<XvfbDisplay>, IDisposable
{
    // Of those that are asked for by hand there are 100.
    private const int Kills = 8;

    private const double LongestLife = 0.8;

    // All the while something is done: commands, and branches off the past.
    private static readonly string[] Restless = ["run", .. Enumerable.Range(0, 400).SelectMany(i => (string[])[
        $"goal {i % 3 * 4} 0", "wait 0.03", $"noise 0.{i % 4}", $"period {1 + (i % 30)}", "pause", "wait paused", "key Shift+Left", "wait 0.03", "run", "wait 0.1"])];

    private readonly CliWindow _window = new(display);

    public void Dispose() => _window.Dispose();

    [XvfbFact]
    public void A_killed_window_leaves_logs_that_replay()
    {
        var moments = new RandomStream(20_260_101, "test/kill");
        for (var i = 0; i < Kills; i++)
        {
            var folder = $"out{i}";
            KillAfter(moments.NextDouble(0, LongestLife), folder);
            Assert.All(_window.Logs(folder), AssertReplays);
        }
    }

    private void KillAfter(double seconds, string folder)
    {
        var log = _window.Cli.PathOf($"{folder}/session-01.hlog");
        using var never = new ManualResetEventSlim();
        bool Begun()
        {
            if (!File.Exists(log) || new FileInfo(log).Length < 4096)
                return false;
            never.Wait(TimeSpan.FromSeconds(seconds));
            return true;
        }
        Assert.True(_window.Cli.RunAndKill(Begun, [.. _window.Arguments(folder, Restless), "--speed", "max"]));
    }

    private static void AssertReplays(string log)
    {
        using var environment = EnvironmentCatalog.Create(CliWindow.Environment);
        var result = RunLogReplay.VerifyDecisions(log, environment, SessionController.Load(CliWindow.Bundle, environment.Spec));
        Assert.True(result.Identical, $"{log}: {result}");
        using var reader = new RunLogReader(log);
        Assert.True(result.TornBytes < reader.Header.EnvironmentStateBytes + 1024, $"{log}: {result}");
    }
}
