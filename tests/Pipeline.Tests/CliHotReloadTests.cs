using System.Text;
using System.Text.Json.Nodes;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Tests.Windowing;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>A training run that writes its bundle anew while somebody watches it in the window.</summary>
public sealed class CliHotReloadTests(XvfbDisplay display) : IClassFixture<XvfbDisplay>, IDisposable
{
    private const int OtherPeriod = 7;

    // A picture tells the trainer that the window is ready for its next bundle.
    private static readonly string[] Watch =
    [
        "expect period == 10", "run", "screenshot one.png", "wait 4", "expect message contains taken over", $"expect period == {OtherPeriod}",
        "screenshot two.png", "wait 4", "expect message contains refused", $"expect period == {OtherPeriod}",
        "pause", "wait paused", "step 30",
    ];

    private readonly CliWindow _window = new(display);

    private string Watched => _window.Cli.PathOf("bundle");

    public void Dispose() => _window.Dispose();

    [XvfbFact]
    public async Task A_new_bundle_is_taken_over_and_a_broken_one_refused()
    {
        Copy(CliWindow.Bundle, "bundle");
        Copy(CliWindow.Bundle, "next");
        Edit("next", manifest => manifest["manager_period"] = OtherPeriod);
        Copy(_window.Cli.PathOf("next"), "kept");
        Copy(CliWindow.Bundle, "broken");
        Edit("broken", manifest => manifest["files"]!["worker.onnx"] = new string('0', 64));

        var session = Task.Run(() => _window.Cli.Run([.. _window.Arguments("out", Watch), "--bundle", Watched, "--speed", "20"]));
        _window.WaitFor("one.png");
        Replace("next");
        _window.WaitFor("two.png");
        Replace("broken");
        var result = await session;

        Assert.True(result.ExitCode == 0, result.Error);
        var logs = _window.Logs("out");
        Assert.Equal(["session-01-1.hlog", "session-01.hlog"], logs.Select(Path.GetFileName));
        Assert.True(_window.AssertReplays(logs[1], "--bundle", CliWindow.Bundle) > 0);
        Assert.True(_window.AssertReplays(logs[0], "--bundle", _window.Cli.PathOf("kept")) > 30);
        Assert.Equal((10, OtherPeriod), (RunLogReader.ReadHeader(logs[1]).ManagerPeriod, RunLogReader.ReadHeader(logs[0]).ManagerPeriod));
    }

    // At once, as the exporter does.
    private void Replace(string with)
    {
        Directory.Move(Watched, _window.Cli.PathOf($"before-{with}"));
        Directory.Move(_window.Cli.PathOf(with), Watched);
    }

    private void Copy(string from, string to)
    {
        Directory.CreateDirectory(_window.Cli.PathOf(to));
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(_window.Cli.PathOf(to), Path.GetFileName(file)));
    }

    private void Edit(string bundle, Action<JsonObject> edit)
    {
        var path = Path.Combine(_window.Cli.PathOf(bundle), BundleManifest.FileName);
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        edit(manifest);
        var text = manifest.ToJsonString();
        AtomicFile.WriteAllText(path, text);
        AtomicFile.WriteAllText(Path.Combine(_window.Cli.PathOf(bundle), BundleManifest.ChecksumFileName), BundleManifest.Checksum(Encoding.UTF8.GetBytes(text)));
    }
}
