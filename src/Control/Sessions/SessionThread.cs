using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// An interactive session on a thread of its own, on time. Environment, policy and log are touched by that thread alone;
/// others see snapshots, which cost it a few microseconds, and post commands, which it takes at step boundaries.
/// </summary>
public sealed partial class SessionThread : ISession
{
    // Seconds, simulated, that a finished episode stays to be looked at.
    private const double Hold = 1;

    // Without deadlines: how long it ticks between two looks at its commands, ns.
    private const long Burst = 8_000_000;

    // The system's waiting is rough; the last stretch is slept on the timer, ns.
    private const long Rough = 2_000_000;

    private const int StatisticsWindow = 1 << 14;

    // A controller that waits for its moment is looked at again, ms.
    private const int Soon = 50;

    private readonly InteractiveSession _session;
    private readonly IDisposable? _owned;
    private readonly SessionClock _pace;
    private readonly NanosleepTimer _timer = new();
    private readonly ConcurrentQueue<SessionCommand> _commands = new();
    private readonly ConcurrentQueue<SessionController> _controllers = new();
    private readonly ConcurrentQueue<string> _messages = new();
    private readonly ConcurrentQueue<FanRequest> _fans = new();
    private readonly Func<IInteractiveEnvironment>? _createEnvironment;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Lock _ending = new();
    private readonly SessionScriptWriter? _script;
    private readonly Thread _thread;
    private volatile TripleBuffer<SessionSnapshot> _snapshots;
    private volatile IInsight? _insight;
    private volatile Exception? _failure;
    private volatile bool _stopping;
    private volatile Action<long, SessionCommand>? _told;
    private readonly TickStatistics _lateness = new(StatisticsWindow);
    private TickStatistics _publishing = new(StatisticsWindow);
    private bool _paused;
    private long _stopAt = long.MaxValue;
    private long _holdUntil;
    private SessionController? _waiting;
    private string? _message, _announcedFailure;
    private int _messageNumber;
    private long _commandsTaken, _commandsRefused;

    /// <summary>Starts.</summary>
    /// <param name="session">Belongs to the thread from here on.</param>
    /// <param name="options">Speed, and whether it begins paused.</param>
    /// <param name="owned">Disposed at the end: the environment, usually.</param>
    /// <param name="script">Takes down what a person does; disposed at the end.</param>
    /// <param name="createEnvironment">Another world of the same name, for <see cref="FanOut"/>; null for none.</param>
    public SessionThread(
        InteractiveSession session, SessionSettings options, IDisposable? owned = null, SessionScriptWriter? script = null,
        Func<IInteractiveEnvironment>? createEnvironment = null)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(options);
        (_session, _owned, _script, _paused) = (session, owned, script, options.Paused);
        _createEnvironment = createEnvironment;
        _pace = new SessionClock(session.Environment.ControlTimestep);
        _pace.SetSpeed(options.Speed, _timer.Now);
        _insight = session.Controller.Insight;
        _snapshots = new TripleBuffer<SessionSnapshot>(session.CreateSnapshot);
        _thread = new Thread(RunGuarded) { Name = "session", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc/>
    public EnvironmentSpec Environment => _session.Environment;

    /// <inheritdoc/>
    public IInsight? Insight => _insight;

    /// <inheritdoc/>
    public Exception? Failure => _failure;

    /// <inheritdoc/>
    public string? LogPath => _session.LogPath;

    /// <inheritdoc/>
    public SessionTiming Timing
    {
        get
        {
            var (lateness, publishing) = (_lateness.Summarize(), _publishing.Summarize());
            return new SessionTiming(_lateness.Count, _pace.Missed, lateness.P99, lateness.Max, publishing.P99);
        }
    }

    /// <inheritdoc/>
    public TickTrace Trace => _session.Trace;

    /// <inheritdoc/>
    public void Post(SessionCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        _commands.Enqueue(command);
        _wake.Set();
    }

    /// <inheritdoc/>
    public void Tell(Action<long, SessionCommand>? told) => _told = told;

    /// <summary>Exchanges the controller at the next boundary of the manager; from any thread.</summary>
    /// <param name="controller">Belongs to the session from here on.</param>
    public void Exchange(SessionController controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        lock (_ending)
        {
            // Whoever watches a folder may be late.
            if (_stopping)
            {
                controller.Dispose();
                return;
            }
            _controllers.Enqueue(controller);
            _wake.Set();
        }
    }

    /// <summary>Says something on the person's screen; from any thread.</summary>
    public void Say(string message)
    {
        lock (_ending)
        {
            if (_stopping)
                return;
            _messages.Enqueue(message);
            _wake.Set();
        }
    }

    /// <inheritdoc/>
    public SessionSnapshot? TakeSnapshot()
    {
        var snapshots = _snapshots;
        return snapshots.TryTake() ? snapshots.Read : null;
    }

    /// <summary>Stops, waits for the thread and closes the log. <see cref="Failure"/> says what had ended it, if anything.</summary>
    public void Dispose()
    {
        lock (_ending)
        {
            if (_stopping)
                return;
            _stopping = true;
            _wake.Set();
        }
        _thread.Join();
        while (_controllers.TryDequeue(out var unused))
            unused.Dispose();
        EndFans();
        _waiting?.Dispose();
        _session.Dispose();
        _script?.Dispose();
        _owned?.Dispose();
        _wake.Dispose();
    }

    private void RunGuarded()
    {
        try
        {
            // Not pinned and not locked in memory: a window shares this process and this machine.
            _ = LinuxScheduling.TryTimerSlack(1);
            _ = LinuxScheduling.TryFifo(RealTimeThread.FifoPriority);
            Run();
        }
#pragma warning disable CA1031 // Kept for whoever watches.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = failure;
        }
    }

    private void Run()
    {
        // The first snapshots cost what compiling their code costs.
        const int compiled = 100;
        for (var i = 0; i < compiled; i++)
            Publish();
        _publishing = new TickStatistics(StatisticsWindow);
        while (!_stopping)
        {
            if (TakeRequests())
                Publish();
            if (_paused)
                _wake.WaitOne(_waiting is null ? Timeout.Infinite : Soon);
            else if (_pace.IsUnpaced)
                RunBurst();
            else if (WaitForDeadline())
                TickAndPublish();
        }
    }

    private void RunBurst()
    {
        var end = _timer.Now + Burst;
        while (!_paused && _timer.Now < end && _commands.IsEmpty)
            Tick();
        Publish();
        // A real-time thread that never sleeps is throttled by the kernel for far longer.
        _timer.WaitUntil(_timer.Now + (Burst / 16));
    }

    private void TickAndPublish()
    {
        if (_session.EpisodeIsOver && !_session.IsInPast && HoldsResult())
            return;
        Tick();
        Publish();
    }

    private bool HoldsResult()
    {
        var now = _timer.Now;
        if (_holdUntil == 0)
            _holdUntil = now + (long)(1e9 * Hold / _pace.Speed);
        if (now < _holdUntil && _stopAt == long.MaxValue)
        {
            _pace.Restart(now);
            return true;
        }
        _holdUntil = 0;
        return false;
    }

    private void Tick()
    {
        try
        {
            var missed = _pace.Missed;
            var lateness = _pace.Begin(_timer.Now);
            _lateness.Add(Math.Abs(lateness));
            _session.Tick(lateness, _pace.Missed != missed);
        }
        catch (SimulationFailedException e)
        {
            Stop();
            Announce($"{e.Message}; {SessionDump.Write(_session, e)}");
            return;
        }
        if (_session.NextTick >= _stopAt)
            Stop();
        if (_session.LogFailure is { } failure && failure != _announcedFailure)
            Announce(_announcedFailure = failure);
    }

    // Wakes early for a request; the deadline stays.
    private bool WaitForDeadline()
    {
        var remaining = _pace.Deadline - _timer.Now;
        if (remaining > Rough)
        {
            var woken = _wake.WaitOne((int)Math.Min((remaining - Rough + 999_999) / 1_000_000, int.MaxValue));
            if (woken || _pace.Deadline - _timer.Now > Rough)
                return false;
        }
        _timer.WaitUntil(_pace.Deadline);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Publish()
    {
        var begun = _timer.Now;
        var snapshots = _snapshots;
        var snapshot = snapshots.Write;
        _session.Describe(snapshot);
        snapshot.Paused = _paused;
        (snapshot.RequestedSpeed, snapshot.AchievedSpeed) = (_pace.Speed, _paused ? 0 : _pace.AchievedSpeed);
        (snapshot.Missed, snapshot.DroppedSeconds) = (_pace.Missed, _pace.DroppedSeconds);
        (snapshot.CommandsTaken, snapshot.CommandsRefused) = (_commandsTaken, _commandsRefused);
        (snapshot.Message, snapshot.MessageNumber) = (_message, _messageNumber);
        snapshots.Publish();
        _publishing.Add(_timer.Now - begun);
    }
}
