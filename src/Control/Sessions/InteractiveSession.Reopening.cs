using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>A session that was, opened again.</summary>
public sealed partial class InteractiveSession
{
    /// <summary>
    /// Opens a log as the past of a new session, at its first tick, with what came before it in the logs it branched off, as far
    /// as they lie beside it. Going on from any tick branches off it.
    /// </summary>
    /// <param name="path">Log of an interactive session.</param>
    /// <param name="environment">Of the log's name; stays the caller's.</param>
    /// <param name="controller">Of the log's bundle; belongs to the session from here on.</param>
    /// <param name="settings">Where branches are logged, and how much of the past fits into memory.</param>
    /// <exception cref="InputException">The log is of another environment, model or bundle, or of a run that was no session.</exception>
    public static InteractiveSession Reopen(
        string path, IInteractiveEnvironment environment, SessionController controller, SessionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(settings);
        using var log = RunLogReplay.Open(path, environment.Spec);
        RunLogReplay.RequireSession(path, log.Header, controller);
        settings = settings with { Seed = log.Header.Seed, TaskId = settings.TaskId ?? log.Header.TaskId };
        var session = new InteractiveSession(environment, controller, settings with { LogPath = null });
        try
        {
            session.TakeOver(path, log);
            session._options = settings;
            // The log that was opened is not written to; the first branch has the name that was asked for.
            (session.LogPath, session._branches) = (path, -1);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private void TakeOver(string path, RunLogReader log)
    {
        _history = new TickHistory(log.Codec, _options.HistoryBytes);
        _history.Clear(0);
        TakeOverParent(path, log.Header, long.MaxValue);
        TakeOverTicks(path, log, long.MaxValue);
        if (_history.End == _history.First)
            throw new InputException($"{path}: holds no tick; there is nothing to show");
        Show(_history.End - 1);
        Tick();
        Seek(_history.First);
    }

    // What another controller did is not this one's past. A branch may begin before its parent does: then the parent's parent
    // has what came before.
    private void TakeOverParent(string path, RunLogHeader header, long end)
    {
        if (header.Parent is null || header.ParentTick is not { } branch)
            return;
        end = Math.Min(end, branch);
        var parent = Path.Combine(Path.GetDirectoryName(path) ?? "", header.Parent);
        if (!File.Exists(parent))
            return;
        using var log = new RunLogReader(parent);
        if (log.Header.BundleSha256 != header.BundleSha256 || log.Header.ModelHash != header.ModelHash)
            return;
        TakeOverParent(parent, log.Header, end);
        TakeOverTicks(parent, log, end);
    }

    private void TakeOverTicks(string path, RunLogReader log, long end)
    {
        while (log.TryRead(out var tick) && tick.Tick < end)
        {
            if (_history.End == _history.First)
                _history.Clear(tick.Tick);
            if (tick.Tick != _history.End)
                throw new InputException($"{path}: tick: expected {_history.End}, found {tick.Tick}; the log has a gap");
            _history.Add(tick);
            Trace.Add(Point(tick, managerCalled: tick.SubgoalAge == 0, missed: false));
        }
    }
}
