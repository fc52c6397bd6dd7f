using System.CommandLine;
using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim.Window;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Sim;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql sim</c>: the window.</summary>
internal sealed class SimCommand : HiqlCommand
{
    private const string RandomActions = "random";

    private readonly Option<string?> _environment = new("--env") { Description = "Environment; default: antmaze-medium, or that of --replay", HelpName = "name" };
    private readonly Option<string?> _bundle = new("--bundle") { Description = "Controller, or random; default: the one that ships for the environment. A folder that is written anew is taken over while it runs", HelpName = "dir" };
    private readonly Option<int?> _managerPeriod = new("--manager-period") { Description = "Control steps a subgoal is held; default: the bundle's", HelpName = "k" };
    private readonly Option<Switch?> _graph = Options.Graph();
    private readonly Option<int?> _task = new("--task-id") { Description = "Evaluation task; default: one after the other", HelpName = "i" };
    private readonly Option<ulong> _seed = Options.Seed("starts and goals");
    private readonly Option<string> _speed = new("--speed") { Description = "Times real time, 0.001 to max", DefaultValueFactory = _ => "1", HelpName = "x" };
    private readonly Option<bool> _paused = new("--paused") { Description = "Begin with time standing still" };
    private readonly Option<string?> _script = new("--script") { Description = "Lines that drive the window instead of a person: session.script of an earlier one, or see docs/window.md", HelpName = "file" };
    private readonly Option<string?> _replay = new("--replay") { Description = "Open the run log of an earlier session at its beginning", HelpName = "log" };
    private readonly Option<string?> _out = new("--out") { Description = "Folder of logs, scripts, pictures and films; default: runs/sim/TIME", HelpName = "dir" };
    private readonly Option<string?> _screenshot = new("--screenshot") { Description = "Save a picture after two seconds and end", HelpName = "file.png" };
    private readonly Option<string> _size = new("--size") { Description = "Size of the window", DefaultValueFactory = _ => "1200x800", HelpName = "wxh" };

    private readonly Option<double> _framesPerSecond = new("--fps") { Description = "Pictures per second at most", DefaultValueFactory = _ => 60, HelpName = "n" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql sim", "an ant in a maze, with the controller that ships; F1 shows the keys"),
        new("hiql sim --env pointmaze-large --speed 4", "random actions where no controller ships, four times as fast"),
        new("hiql sim --bundle runs/mine/bundle", "watch a training run: each bundle it writes is taken over"),
        new("hiql sim --replay runs/sim/20260101-120000/session-01.hlog", "look through an earlier session, go on from any tick"),
        new("xvfb-run -a hiql sim --paused --script runs/sim/20260101-120000/session-01.script", "do again what was done, without a screen; the file's first line has the other options"),
    ];

    public override void Configure(Command command)
    {
        foreach (var option in new Option[]
            { _environment, _bundle, _managerPeriod, _graph, _task, _seed, _speed, _paused, _script, _replay, _out, _screenshot, _size, _framesPerSecond })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var script = Script(arguments);
        var folder = arguments.GetValue(_out) ?? Path.Combine("runs", "sim", Stamp());
        using var host = new SimHost(folder);
        var request = Request(arguments);
        var (width, height) = Size(arguments.GetRequiredValue(_size));
        var report = new SimWindow(host, new SimWindowOptions
        {
            Session = request,
            Width = width,
            Height = height,
            Script = script,
            SettingsPath = script is null ? SettingsPath() : null,
            AwaitReturn = Console.IsInputRedirected ? null : cancellation => AwaitReturn(terminal, cancellation),
            FramesPerSecond = FramesPerSecond(arguments.GetValue(_framesPerSecond)),
        }).Run(terminal.Cancellation);
        var screenshot = arguments.GetValue(_screenshot);
        return new Outcome(
            new { request.Environment, request.Bundle, Folder = folder, Log = host.LogPath, Script = host.ScriptPath, Screenshot = screenshot, Report = report },
            screenshot is null ? $"window closed; log, script and what else was made are in {folder}" : $"wrote {screenshot}");
    }

    // What waits for a line cannot be called off; the end of the process ends it.
    private static bool AwaitReturn(Terminal terminal, CancellationToken cancellation)
    {
        terminal.Note("the window is closed and the session goes on: Enter opens a window again, Ctrl-C ends it");
        var line = Task.Run(Console.ReadLine, CancellationToken.None);
        return WaitHandle.WaitAny([((IAsyncResult)line).AsyncWaitHandle, cancellation.WaitHandle]) == 0 && line.Result is not null;
    }

    private SessionRequest Request(ParseResult arguments)
    {
        var replay = arguments.GetValue(_replay);
        var header = replay is null ? null : RunLogReader.ReadHeader(replay);
        var environment = arguments.GetValue(_environment) ?? header?.Environment ?? "antmaze-medium";
        var bundle = arguments.GetValue(_bundle) ?? (header is null ? SimHost.ShippedBundle(environment) : header.Bundle);
        return new SessionRequest
        {
            Environment = environment,
            Bundle = bundle == RandomActions ? null : bundle,
            TaskId = arguments.GetValue(_task),
            Seed = arguments.GetValue(_seed),
            ManagerPeriod = arguments.GetValue(_managerPeriod),
            Graph = header is null ? Options.IsOn(arguments.GetValue(_graph)) : header.Graph is true,
            Speed = Speed(arguments.GetRequiredValue(_speed)),
            Paused = arguments.GetValue(_paused),
            Replay = replay,
        };
    }

    private WindowScript? Script(ParseResult arguments)
    {
        var (picture, path) = (arguments.GetValue(_screenshot), arguments.GetValue(_script));
        if (picture is not null && path is not null)
            throw new InputException("--screenshot and --script: found both; write a line `screenshot FILE` into the script");
        if (picture is not null && picture.Contains(' ', StringComparison.Ordinal))
            throw new InputException($"--screenshot: expected a file name without spaces, found '{picture}'");
        return picture is not null ? WindowScript.Parse("--screenshot", ["wait 2", $"screenshot {picture}"])
            : path is not null ? WindowScript.Load(path) : null;
    }

    private static double Speed(string text) => text == "max" ? double.PositiveInfinity
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) ? speed
        : throw new InputException($"--speed: expected a number or max, found '{text}'");

    private static double FramesPerSecond(double value) => value is >= 1 and <= 1000 ? value
        : throw new InputException($"--fps: expected 1 to 1000, found {value}");

    private static (int Width, int Height) Size(string text)
    {
        const int smallest = 160, largest = 8192;
        return text.Split('x') is [var left, var right] && int.TryParse(left, out var width) && int.TryParse(right, out var height)
            && width is >= smallest and <= largest && height is >= smallest and <= largest
            ? (width, height)
            : throw new InputException($"--size: expected two numbers of {smallest} to {largest}, as in 1200x800, found '{text}'");
    }

    private static string Stamp() => TimeProvider.System.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);

    private static string SettingsPath() => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CONFIG_HOME") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
        "hiql", "window.json");
}
