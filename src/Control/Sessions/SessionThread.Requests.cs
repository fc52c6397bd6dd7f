using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>What others ask of a session's thread.</summary>
public sealed partial class SessionThread
{
    /// <returns>Whether anything was asked.</returns>
    private bool TakeRequests()
    {
        var any = false;
        while (_commands.TryDequeue(out var command))
        {
            Take(command);
            _commandsTaken++;
            any = true;
        }
        while (_messages.TryDequeue(out var message))
        {
            Announce(message);
            any = true;
        }
        StartFans();
        return TakeController() || any;
    }

    private void Take(SessionCommand command)
    {
        try
        {
            if (command.ChangesFuture || command is SessionCommand.Seek)
                Interfere(command);
            else
                Schedule(command);
        }
        catch (HiqlException e)
        {
            _commandsRefused++;
            Announce(e.Message);
        }
    }

    private void Interfere(SessionCommand command)
    {
        var tick = _session.NextTick;
        _session.Apply(command);
        _script?.Write(tick, command);
        _told?.Invoke(_session.NextTick, command is SessionCommand.Seek ? new SessionCommand.Seek(_session.NextTick) : command);
        if (command is SessionCommand.Seek)
            Stop();
        if (command is SessionCommand.Reset)
            _holdUntil = 0;
        _pace.Restart(_timer.Now);
    }

    private void Schedule(SessionCommand command)
    {
        switch (command)
        {
            case SessionCommand.Run:
                (_paused, _stopAt) = (false, long.MaxValue);
                break;
            case SessionCommand.Pause:
                Stop();
                break;
            case SessionCommand.Step { Count: < 0 } back:
                Interfere(new SessionCommand.Seek(_session.NextTick + back.Count));
                break;
            case SessionCommand.Step forward:
                (_paused, _stopAt) = (forward.Count == 0, _session.NextTick + forward.Count);
                break;
            case SessionCommand.Speed speed:
                _pace.SetSpeed(speed.Factor, _timer.Now);
                break;
        }
        _pace.Restart(_timer.Now);
    }

    private void Stop() => (_paused, _stopAt) = (true, long.MaxValue);

    private void Announce(string message)
    {
        _message = message;
        _messageNumber++;
    }

    // A worker must not follow a subgoal in the words of another φ.
    private bool TakeController()
    {
        while (_controllers.TryDequeue(out var newer))
        {
            _waiting?.Dispose();
            _waiting = newer;
        }
        if (_waiting is not { } controller || !IsManagerBoundary())
            return false;
        _waiting = null;
        _session.Exchange(controller);
        _snapshots = new TripleBuffer<SessionSnapshot>(_session.CreateSnapshot);
        _insight = controller.Insight;
        Announce($"{controller.BundlePath ?? "controller"}: taken over at tick {_session.NextTick}"
            + (controller.Steps is { } steps ? $" ({steps:N0} training steps)" : ""));
        return true;
    }

    private bool IsManagerBoundary()
    {
        var policy = _session.Controller.Policy;
        // Not while a person looks at the past, nor while a fan asks the old one.
        if (_session.IsInPast || !_lastFan.IsCompleted)
            return false;
        return _paused || _session.EpisodeIsOver || policy.IsAtBoundary;
    }
}
