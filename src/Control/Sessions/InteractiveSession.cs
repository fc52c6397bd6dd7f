using System.Security.Cryptography;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// A simulation under a controller that a person can stop, wind back and interfere with. It knows no time: whoever calls
/// <see cref="Tick"/> decides when, and the bits are the same. What a person does takes effect between ticks and is logged;
/// going on from the past starts a log of its own that names its parent. Belongs to one thread.
/// </summary>
public sealed partial class InteractiveSession : IDisposable
{
    private const int CounterBytes = 2 * sizeof(int);

    private readonly IInteractiveEnvironment _environment;
    private SessionSettings _options;
    private readonly IDeadlineTimer _clock;
    private readonly ControlledEpisode _episode;
    private readonly ActionNoise _noise;
    private readonly float[] _action;
    private readonly byte[] _environmentState;
    private readonly double[] _previousQpos;
    private SessionController _controller;
    private PolicyGuard _guard;
    private byte[] _policyState = [];
    private TickHistory _history = null!;
    private RunLogWriter? _log;
    private int _branches;
    private int _episodes, _finished, _successes;
    private float _value = float.NaN;
    private (long Lateness, long Policy, long Compute) _times;

    /// <summary>Begins the first episode.</summary>
    /// <param name="environment">Stays the caller's.</param>
    /// <param name="controller">Belongs to the session from here on.</param>
    /// <param name="options">What to run.</param>
    /// <param name="clock">Measures how long ticks take; null for the machine's.</param>
    /// <exception cref="InputException">No such task.</exception>
    /// <exception cref="HiqlException">The log cannot be written.</exception>
    public InteractiveSession(
        IInteractiveEnvironment environment, SessionController controller, SessionSettings options, IDeadlineTimer? clock = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(controller);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(environment.Spec);
        (_environment, _controller, _options, _clock) = (environment, controller, options, clock ?? new NanosleepTimer());
        _episode = new ControlledEpisode(environment.Spec);
        _noise = new ActionNoise(environment.Spec.Action);
        _action = new float[environment.Spec.Action.Dim];
        _environmentState = new byte[environment.StateBytes];
        _previousQpos = new double[environment.Qpos.Length];
        _guard = Guard(controller);
        WarmUp();
        BeginEpisode(NextTask(), options.Seed);
        StartLog(options.LogPath, parent: null);
    }

    /// <summary>What is simulated.</summary>
    public EnvironmentSpec Environment => _environment.Spec;

    /// <summary>Who controls it.</summary>
    public SessionController Controller => _controller;

    /// <summary>The tick that comes next.</summary>
    public long NextTick { get; private set; }

    /// <summary>The tick after the newest; larger than <see cref="NextTick"/> while the past is shown.</summary>
    public long EndTick => _history.End;

    /// <summary>Whether the episode is over; the next tick begins another.</summary>
    public bool EpisodeIsOver => _episode.IsLast;

    /// <summary>Run log of the branch that is being written; null for none.</summary>
    public string? LogPath { get; private set; }

    /// <summary>Why logging stopped; null while it goes on.</summary>
    public string? LogFailure => _log?.Failure ?? _logFailure;

    /// <summary>Graphs of the last ticks.</summary>
    public TickTrace Trace { get; } = new();

    /// <summary>One control step.</summary>
    /// <param name="lateness">Wake-up minus deadline in ns, for the record.</param>
    /// <param name="missed">Whether the deadline was missed, for the record.</param>
    /// <exception cref="SimulationFailedException">It diverged; the session stands before the step, as it was.</exception>
    /// <exception cref="HiqlException">The policy failed.</exception>
    public void Tick(long lateness = 0, bool missed = false)
    {
        if (IsInPast)
            Branch();
        if (_episode.IsLast)
            BeginEpisode(NextTask(), _options.Seed + (ulong)_episodes);
        SaveState(_environmentState, _policyState);
        _environment.Qpos.CopyTo(_previousQpos);
        var calls = _guard.ManagerCalls;
        var begun = _clock.Now;
        var fault = _guard.Act(NextTick, late: false, _episode.Observation, _episode.Goal, _action);
        _noise.Apply(_action);
        var acted = _clock.Now;
        _value = _controller.Value(_episode.Observation, _episode.Goal);
        Advance();
        var ended = _clock.Now;
        _times = (lateness, acted - begun, ended - begun);
        Record(fault, calls != _guard.ManagerCalls, missed);
        NextTick++;
        if (_episode.IsLast)
            (_finished, _successes) = (_finished + 1, _successes + (_episode.Success ? 1 : 0));
        _guard.ThrowIfFailed();
    }

    /// <summary>Everything that decides what happens next, to go on from it elsewhere.</summary>
    internal (byte[] Environment, byte[] Policy) CopyState()
    {
        var (environment, policy) = (new byte[_environmentState.Length], new byte[_policyState.Length]);
        SaveState(environment, policy);
        return (environment, policy);
    }

    /// <summary>SHA-256 (lower-case hex) of everything that decides what happens next.</summary>
    public string StateHash()
    {
        var (environment, policy) = CopyState();
        return Convert.ToHexStringLower(SHA256.HashData([.. environment, .. policy]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _log?.Dispose();
        _controller.Dispose();
        _retired?.Dispose();
    }

    private void Advance()
    {
        try
        {
            _episode.Advance(_environment.Step(_action));
        }
        catch (SimulationFailedException)
        {
            Restore(_environmentState, _policyState);
            throw;
        }
    }

    private PolicyGuard Guard(SessionController controller)
    {
        _policyState = new byte[controller.Policy.StateBytes + ActionNoise.StateBytes + CounterBytes];
        return new PolicyGuard(controller.Policy, new ActionFilter(_environment.Spec.Action), new Watchdog());
    }

    private void WarmUp()
    {
        _episode.Begin(1, _options.Seed, _environment.Reset(1, _options.Seed));
        for (var i = 0; i < _options.WarmUpTicks; i++)
        {
            _guard.Rehearse(_episode.Observation, _episode.Goal, _action);
            _controller.Value(_episode.Observation, _episode.Goal);
        }
    }

    private int NextTask() => _options.TaskId ?? (_episodes % _environment.Spec.Tasks.Count) + 1;

    private void BeginEpisode(int taskId, ulong seed)
    {
        _episode.Begin(taskId, seed, _environment.Reset(taskId, seed));
        _guard.Watchdog.Rearm();
        _guard.Reset(seed);
        _noise.Reset(seed);
        _environment.Qpos.CopyTo(_previousQpos);
        _value = float.NaN;
        Array.Clear(_action);
        _episodes++;
    }

    private void SaveState(Span<byte> environment, Span<byte> policy)
    {
        _environment.SaveState(environment);
        var writer = new StateWriter(policy);
        _controller.Policy.SaveState(ref writer);
        _noise.SaveState(ref writer);
        writer.Write(_finished);
        writer.Write(_successes);
    }

    private TimeStep Restore(ReadOnlySpan<byte> environment, ReadOnlySpan<byte> policy)
    {
        var reader = new StateReader(policy);
        _controller.Policy.RestoreState(ref reader);
        _noise.RestoreState(ref reader);
        (_finished, _successes) = (reader.Read<int>(), reader.Read<int>());
        return _environment.RestoreState(environment);
    }

    private void Record(ControlFault fault, bool managerCalled, bool missed)
    {
        var tick = new TickRecord
        {
            Tick = NextTick,
            Episode = _episodes,
            EpisodeStep = _episode.Length - 1,
            TaskId = _episode.TaskId,
            EpisodeSeed = _episode.Seed,
            State = _guard.Watchdog.State,
            Fault = fault,
            IsLast = _episode.IsLast,
            Success = _episode.Success,
            Lateness = _times.Lateness,
            PolicyTime = _times.Policy,
            ComputeTime = _times.Compute,
            SubgoalAge = _controller.Policy.SubgoalAge,
            Value = _value,
            Observation = _episode.Previous,
            Goal = _episode.PreviousGoal,
            Subgoal = _guard.Subgoal,
            Action = _action,
            NextObservation = _episode.Observation,
            EnvironmentState = _environmentState,
            PolicyState = _policyState,
        };
        _history.Add(tick);
        _log?.Record(tick);
        Trace.Add(Point(tick, managerCalled, missed));
    }

    private static TickPoint Point(in TickRecord tick, bool managerCalled, bool missed) => new()
    {
        Episode = tick.Episode,
        Step = tick.EpisodeStep,
        Tick = tick.Tick,
        Value = tick.Value,
        SubgoalAge = tick.SubgoalAge,
        Lateness = tick.Lateness * 1e-3f,
        PolicyTime = tick.PolicyTime * 1e-3f,
        ComputeTime = tick.ComputeTime * 1e-3f,
        ManagerCalled = managerCalled,
        Missed = missed,
        Success = tick.Success,
        X = tick.Observation[0],
        Y = tick.Observation.Length > 1 ? tick.Observation[1] : 0,
    };
}
