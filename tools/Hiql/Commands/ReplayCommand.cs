using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql replay</c>: a run log once more, bit for bit; or on from one of its ticks.</summary>
internal sealed class ReplayCommand : HiqlCommand
{
    private readonly Argument<string> _log = new("log") { Description = "Run log (.hlog) of hiql run or hiql sim", HelpName = "log" };
    private readonly Option<string?> _bundle = new("--bundle") { Description = "Ask this controller again for every decision; default: the log's own, where it is still there", HelpName = "dir" };
    private readonly Option<long?> _from = new("--from") { Description = "Go on from this tick instead of verifying", HelpName = "tick" };
    private readonly Option<int> _steps = new("--steps") { Description = "With --from: for so many control steps", DefaultValueFactory = _ => 100, HelpName = "n" };
    private readonly Option<string?> _out = new("--out") { Description = "With --from: log of what follows; default: beside the log", HelpName = "log" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql replay session.hlog", "does this machine give the same bits? exit code 1 if not"),
        new("hiql replay session.hlog --from 120 --steps 50 --out branch.hlog", "the same controller goes on from tick 120"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_log);
        foreach (var option in new Option[] { _bundle, _from, _steps, _out })
            command.Add(option);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var path = arguments.GetRequiredValue(_log);
        var header = RunLogReader.ReadHeader(path);
        using var environment = EnvironmentCatalog.Create(header.Environment);
        return arguments.GetValue(_from) is { } tick
            ? GoOn(path, header, environment, tick, arguments)
            : Verify(path, header, environment, arguments.GetValue(_bundle), terminal.Cancellation);
    }

    private static Outcome Verify(string path, RunLogHeader header, SimEnvironment environment, string? bundle, CancellationToken cancellation)
    {
        var controller = header.EnvironmentStateBytes > 0 || bundle is not null ? Controller(header, environment.Spec, bundle) : null;
        var result = controller is null
            ? RunLogReplay.Verify(path, environment, cancellation)
            : RunLogReplay.VerifyDecisions(path, environment, controller, cancellation);
        var text = result.Identical
            ? $"{result.Ticks:N0} ticks, the same to the bit"
            : $"{result.Ticks:N0} ticks, another from tick {result.FirstDifference:N0} on";
        text += result.DecisionsChecked ? "; the controller was asked again for every decision" : "; its actions were taken from the log";
        if (result.TornBytes > 0)
            text += $"; {result.TornBytes:N0} bytes of a torn record at the end were left out";
        return new Outcome(result, text, result.Identical ? ExitCode.Ok : ExitCode.Failed);
    }

    private Outcome GoOn(string path, RunLogHeader header, SimEnvironment environment, long tick, ParseResult arguments)
    {
        var steps = arguments.GetValue(_steps);
        var target = arguments.GetValue(_out) ?? Path.ChangeExtension(path, null) + "-on.hlog";
        if (Path.GetFullPath(target) == Path.GetFullPath(path))
            throw new InputException($"--out: {target} is the log to go on from; it would be lost");
        var controller = Controller(header, environment.Spec, arguments.GetValue(_bundle)) ?? throw new InputException(
            $"{path}: the controller {header.Bundle ?? "of this log"} is gone or has changed; give it with --bundle");
        using var session = InteractiveSession.Reopen(path, environment, controller, new SessionSettings { LogPath = target, HistoryBytes = long.MaxValue });
        session.Seek(tick);
        if (session.NextTick != tick)
            throw new InputException($"--from: expected a tick of the log, {session.NextTick} is the nearest to {tick}");
        for (var step = 0; step < steps; step++)
            session.Tick();
        var document = new { From = tick, Steps = steps, Log = session.LogPath, StateHash = session.StateHash() };
        return new Outcome(document, $"{steps} steps on from tick {tick}: {session.LogPath}");
    }

    // Null where the log's own controller is gone; then its actions are believed.
    private static SessionController? Controller(RunLogHeader header, EnvironmentSpec environment, string? bundle)
    {
        if (bundle is null && header.Bundle is null)
            return SessionController.Random(environment, header.Seed);
        if (bundle is null && !Directory.Exists(header.Bundle))
            return null;
        var period = header.ManagerPeriod > 0 ? header.ManagerPeriod : (int?)null;
        var controller = SessionController.Load(bundle ?? header.Bundle!, environment, period, header.Graph is true);
        if (bundle is not null || controller.BundleSha256 == header.BundleSha256)
            return controller;
        controller.Dispose();
        return null;
    }
}
