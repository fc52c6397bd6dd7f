using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What a person does: commands, and walks through the past.</summary>
public sealed partial class InteractiveSession
{
    // Where the session stood when the past was entered.
    private byte[]? _presentEnvironment, _presentPolicy;
    private PresentEpisode _present;
    private SessionController? _retired;
    private string? _logFailure;
    private int? _personsPeriod;

    /// <summary>Whether something is shown that is no longer the newest.</summary>
    public bool IsInPast => NextTick < _history.End;

    /// <summary>Does what a command says, before the next tick. Those that only concern time are not for the session itself.</summary>
    /// <exception cref="InputException">It does not fit this environment or controller; nothing has changed.</exception>
    public void Apply(SessionCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command is SessionCommand.Seek seek)
        {
            Seek(seek.Tick);
            return;
        }
        if (!command.ChangesFuture)
            throw new ArgumentException($"'{command}' concerns time; a session thread does it", nameof(command));
        // What is refused must not have cut the future off.
        Carry(command);
        if (IsInPast)
            Branch();
        _log?.Record(NextTick, command);
    }

    /// <summary>Exchanges the controller; the log of the old one ends, and its past cannot be walked through any more.</summary>
    /// <param name="controller">Belongs to the session from here on; the old one is disposed at the next exchange.</param>
    public void Exchange(SessionController controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        if (IsInPast)
            Branch();
        // Whoever is asking the old one's insight right now is done long before the next exchange.
        _retired?.Dispose();
        (_retired, _controller) = (_controller, controller);
        _guard = Guard(controller);
        _guard.Reset(_episode.Seed);
        KeepSwitches(_retired.Policy, controller.Policy);
        StartLog(NextLogPath(), LogPath);
    }

    private void KeepSwitches(IInteractivePolicy from, IInteractivePolicy to)
    {
        to.WorkerEnabled = from.WorkerEnabled;
        if (!from.HasManager || !to.HasManager)
            return;
        to.EnableManager(from.ManagerEnabled);
        if (_personsPeriod is { } period)
            to.SetManagerPeriod(period);
    }

    /// <summary>Shows the session as it was before a tick; the nearest that is kept.</summary>
    public void Seek(long tick)
    {
        var target = Math.Clamp(tick, _history.First, _history.End);
        if (target == NextTick)
            return;
        if (!IsInPast)
            LeavePresent();
        if (target == _history.End)
            ReturnToPresent();
        else
            Show(target);
    }

    private void Carry(SessionCommand command)
    {
        var policy = _controller.Policy;
        switch (command)
        {
            case SessionCommand.Reset reset:
                BeginEpisode(reset.TaskId, reset.Seed);
                break;
            case SessionCommand.Goal goal:
                _episode.Retarget(_environment.SetGoal(WholeGoal(goal.Values)));
                break;
            case SessionCommand.Subgoal subgoal:
                policy.ForceSubgoal(_episode.Observation, [.. subgoal.Values]);
                break;
            case SessionCommand.Release:
                policy.ReleaseSubgoal();
                break;
            case SessionCommand.Manager manager:
                policy.EnableManager(manager.On);
                break;
            case SessionCommand.Worker worker:
                policy.WorkerEnabled = worker.On;
                break;
            case SessionCommand.Period period:
                policy.SetManagerPeriod(period.Steps);
                _personsPeriod = period.Steps;
                break;
            case SessionCommand.Noise noise:
                _noise.Set(noise.Deviation);
                break;
            case SessionCommand.Push push:
                _environment.Push(push.Body, [.. push.Wrench]);
                break;
            default:
                throw new ArgumentException($"'{command}' is not for a session", nameof(command));
        }
    }

    private float[] WholeGoal(IReadOnlyList<float> first)
    {
        var goal = _episode.Goal.ToArray();
        if (first.Count > goal.Length)
            throw new InputException($"goal: {_environment.Spec.Name} has {goal.Length} numbers at most, found {first.Count}");
        for (var i = 0; i < first.Count; i++)
            goal[i] = first[i];
        return goal;
    }

    private void LeavePresent()
    {
        _presentEnvironment ??= new byte[_environmentState.Length];
        if (_presentPolicy?.Length != _policyState.Length)
            _presentPolicy = new byte[_policyState.Length];
        SaveState(_presentEnvironment, _presentPolicy);
        _present = new PresentEpisode(_episode.TaskId, _episode.Seed, _episode.Length, _episodes);
    }

    private void ReturnToPresent()
    {
        _episode.Restore(_present.TaskId, _present.Seed, _present.Length, Restore(_presentEnvironment, _presentPolicy));
        _episodes = _present.Episode;
        ShowDecisionBefore(_history.End);
    }

    private void Show(long target)
    {
        var tick = _history[target];
        _episode.Restore(tick.TaskId, tick.EpisodeSeed, tick.EpisodeStep, Restore(tick.EnvironmentState, tick.PolicyState));
        _episodes = tick.Episode;
        ShowDecisionBefore(target);
    }

    // What is on show is the state before a tick, and the decision that led there.
    private void ShowDecisionBefore(long tick)
    {
        NextTick = tick;
        _environment.Qpos.CopyTo(_previousQpos);
        Array.Clear(_action);
        _value = float.NaN;
        if (tick <= _history.First || _episode.Length == 0)
            return;
        var before = _history[tick - 1];
        before.Action.CopyTo(_action);
        (_value, _times) = (before.Value, (before.Lateness, before.PolicyTime, before.ComputeTime));
    }

    private void Branch()
    {
        _history.CutAt(NextTick);
        StartLog(NextLogPath(), LogPath, keepHistory: true);
        _guard.Watchdog.Rearm();
    }

    private void StartLog(string? path, string? parent, bool keepHistory = false)
    {
        _log?.Dispose();
        _log = null;
        var policy = _controller.Policy;
        var header = RunLogHeader.For(_environment.Spec, new ControlOptions { Seed = _options.Seed }, _controller.BundleSha256, _controller.BundlePath, policy) with
        {
            TaskId = _options.TaskId,
            EnvironmentStateBytes = _environmentState.Length,
            PolicyStateBytes = _policyState.Length,
            Parent = parent is null ? null : Path.GetFileName(parent),
            ParentTick = parent is null ? null : NextTick,
        };
        if (!keepHistory)
        {
            _history = new TickHistory(new TickCodec(header), _options.HistoryBytes);
            _history.Clear(NextTick);
        }
        LogPath = path;
        if (path is not null)
            OpenLog(path, header);
    }

    // A full disk ends the log, not the session.
    private void OpenLog(string path, RunLogHeader header)
    {
        try
        {
            _log = new RunLogWriter(path, header);
        }
        catch (HiqlException e) when (_branches > 0)
        {
            _logFailure = e.Message;
        }
    }

    // session.hlog, session-1.hlog, session-2.hlog, …
    private string? NextLogPath()
    {
        _branches++;
        return _options.LogPath is not { } path ? null : _branches == 0 ? path : Path.Combine(
            Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-{_branches}{Path.GetExtension(path)}");
    }

    private readonly record struct PresentEpisode(int TaskId, ulong Seed, int Length, int Episode);
}
