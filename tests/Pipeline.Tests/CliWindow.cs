using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Tests.Windowing;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>The real window in a process of its own, on a virtual display, with a script in a person's place.</summary>
internal sealed class CliWindow : IDisposable
{
    public const string Environment = "pointmaze-medium";

    public static readonly string Bundle = Path.Combine(SourceTree.Root, "models/bundles", Environment);

    public CliWindow(XvfbDisplay display) => Cli = new CliProcess { Display = display.Name };

    public CliProcess Cli { get; }

    /// <summary>The arguments for a session that begins paused, is driven by these lines and leaves its files in a folder.</summary>
    public string[] Arguments(string folder, params IEnumerable<string> lines)
    {
        AtomicFile.WriteAllText(Cli.PathOf($"{folder}.script"), string.Join('\n', lines));
        return ["sim", "--env", Environment, "--task-id", "1", "--size", "480x360", "--paused", "--out", folder, "--script", $"{folder}.script"];
    }

    /// <summary>Plays a session whose lines are expected to go well.</summary>
    public void Play(string folder, params IEnumerable<string> lines) => Cli.RunJson(Arguments(folder, lines));

    /// <summary>The logs a session has left, the first and its branches.</summary>
    public string[] Logs(string folder) => [.. Directory.GetFiles(Cli.PathOf(folder), "*.hlog").Order(StringComparer.Ordinal)];

    /// <summary>Another process finds every bit and every decision of a log again.</summary>
    /// <returns>How many ticks it has.</returns>
    public long AssertReplays(string log, params string[] options)
    {
        var result = Cli.RunJson(["replay", log, .. options]);
        Assert.True(result.GetProperty("identical").GetBoolean(), $"{log}: {result}");
        Assert.True(result.GetProperty("decisions_checked").GetBoolean(), $"{log}: {result}");
        Assert.Equal(0, result.GetProperty("torn_bytes").GetInt64());
        return result.GetProperty("ticks").GetInt64();
    }

    /// <summary>What everything that decides the future hashes to, so many steps on from a tick.</summary>
    public string StateHash(string log, long from, long steps) =>
        Cli.RunJson("replay", log, "--from", $"{from}", "--steps", $"{steps}", "--out", "on.hlog").GetProperty("state_hash").GetString()!;

    /// <summary>Waits until a file is there.</summary>
    public void WaitFor(string name)
    {
        using var never = new ManualResetEventSlim();
        for (var tries = 0; !File.Exists(Cli.PathOf(name)); tries++)
        {
            Assert.True(tries < 6000, $"{name} does not appear");
            never.Wait(TimeSpan.FromMilliseconds(10));
        }
    }

    /// <summary>Ticks of a log as they are told.</summary>
    public static List<long> Ticks(string log)
    {
        using var reader = new RunLogReader(log);
        List<long> ticks = [];
        while (reader.TryRead(out var tick))
            ticks.Add(tick.Tick);
        return ticks;
    }

    public void Dispose() => Cli.Dispose();
}
