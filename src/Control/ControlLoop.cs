using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// Wait, act, filter, step, record: the one loop of deployment, evaluation and windows. With a timer it ticks on an
/// absolute phase grid; without one it runs in lock-step, as fast as it can, with the same bits.
/// </summary>
public sealed class ControlLoop
{
    private const int StatisticsWindow = 1 << 20;
    private readonly IEnvironment _environment;
    private readonly ControlOptions _options;
    private readonly IDeadlineTimer? _timer;
    private readonly IDeadlineTimer _clock;
    private readonly ITickRecorder? _recorder;
    private readonly PolicyGuard _guard;
    private readonly ControlledEpisode _episode;
    private readonly float[] _action;
    private readonly TickStatistics _lateness, _policyTime, _computeTime;
    private PhaseGrid? _grid;
    private long _tick, _allocated;
    private int _episodes, _successes;

    /// <summary>A loop over an environment and a policy, which stay the caller's to dispose.</summary>
    /// <param name="environment">The world, simulated or real.</param>
    /// <param name="policy">Chooses the actions.</param>
    /// <param name="options">Rate, duration, limits.</param>
    /// <param name="timer">Waits for the deadlines; null for lock-step.</param>
    /// <param name="recorder">Sees every tick.</param>
    /// <exception cref="InputException">An option no run can have.</exception>
    public ControlLoop(
        IEnvironment environment, IPolicy policy, ControlOptions options, IDeadlineTimer? timer = null, ITickRecorder? recorder = null)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var spec = environment.Spec;
        (_environment, _options, _timer, _recorder) = (environment, options, timer, recorder);
        _clock = timer ?? new NanosleepTimer();
        _guard = new PolicyGuard(
            policy, new ActionFilter(spec.Action, options.MaxActionChange), new Watchdog(options.FaultLimit, options.MissLimit));
        _episode = new ControlledEpisode(spec);
        _action = new float[spec.Action.Dim];
        PlannedTicks = Math.Max(1, (long)Math.Round(options.Seconds * options.RateIn(spec)));
        var window = (int)Math.Min(PlannedTicks, StatisticsWindow);
        (_lateness, _policyTime, _computeTime) = (new(window), new(window), new(window));
    }

    /// <summary>Grid points in the run: duration × rate.</summary>
    public long PlannedTicks { get; }

    /// <summary>
    /// Runs on a protected real-time thread (<see cref="RealTimeThread"/>) with a <see cref="NanosleepTimer"/>; the report
    /// says what protection the machine granted.
    /// </summary>
    /// <exception cref="HiqlException">The policy failed; the motion was stopped first.</exception>
    public static ControlReport RunRealTime(
        IEnvironment environment, IPolicy policy, ControlOptions options, ITickRecorder? recorder = null,
        CancellationToken cancellation = default)
    {
        var loop = new ControlLoop(environment, policy, options, new NanosleepTimer(), recorder);
        return RealTimeThread.Run(status =>
            loop.Run(cancellation) with { RealTime = status.Active, RealTimeDetails = status.Details });
    }

    /// <summary>Runs until the time is over or a person ends it; a new episode follows each that ends. Once per loop.</summary>
    /// <exception cref="HiqlException">The policy failed; the motion was stopped first.</exception>
    public ControlReport Run(CancellationToken cancellation = default)
    {
        BeginEpisode(_options.TaskId, EpisodeSeeds.Of(_options.Seed, _options.TaskId, 0));
        WarmUp();
        var managerCalls = _guard.ManagerCalls;
        var collections = GarbageCollections.Now();
        _grid = _timer is null ? null : new PhaseGrid(_timer, (long)Math.Round(1e9 / _options.RateIn(_environment.Spec)));
        while (_tick + (_grid?.Missed ?? 0) < PlannedTicks && !cancellation.IsCancellationRequested)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Tick();
            _allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            if (_episode.IsLast)
                BeginNextEpisode();
        }
        return Report(managerCalls, collections, cancellation.IsCancellationRequested);
    }

    /// <summary>Runs one episode to its end in lock-step, with a re-armed watchdog.</summary>
    /// <returns>
    /// Whether its last step satisfied the task, its steps, and its ticks with non-finite numbers. A simulation that fails
    /// ends the episode without success, as one more of these: MuJoCo by itself would start over at the origin in silence,
    /// which is what OGBench then goes on with.
    /// </returns>
    /// <exception cref="HiqlException">The policy failed.</exception>
    /// <exception cref="OperationCanceledException">A person ended it.</exception>
    public (bool Success, int Length, long Faults) RunEpisode(int taskId, ulong seed, CancellationToken cancellation = default)
    {
        var faults = _guard.Watchdog.Faults;
        _guard.Watchdog.Rearm();
        BeginEpisode(taskId, seed);
        try
        {
            while (!_episode.IsLast)
            {
                cancellation.ThrowIfCancellationRequested();
                Tick();
            }
        }
        catch (SimulationFailedException)
        {
            return (false, _episode.Length, _guard.Watchdog.Faults - faults + 1);
        }
        return (_episode.Success, _episode.Length, _guard.Watchdog.Faults - faults);
    }

    private void Tick()
    {
        var lateness = _grid?.Wait() ?? 0;
        var woken = _clock.Now;
        var fault = _guard.Act(_tick, _grid?.LastWasOverrun ?? false, _episode.Observation, _episode.Goal, _action);
        var acted = _clock.Now;
        _episode.Advance(_environment.Step(_action));
        var ended = _clock.Now;
        _lateness.Add(Math.Abs(lateness));
        _policyTime.Add(acted - woken);
        _computeTime.Add(ended - woken);
        Record(fault, lateness, acted - woken, ended - woken);
        _tick++;
        _guard.ThrowIfFailed();
    }

    private void BeginEpisode(int taskId, ulong seed)
    {
        _episode.Begin(taskId, seed, _environment.Reset(taskId, seed));
        _guard.Reset(seed);
    }

    private void BeginNextEpisode()
    {
        _episodes++;
        _successes += _episode.Success ? 1 : 0;
        BeginEpisode(_options.TaskId, EpisodeSeeds.Of(_options.Seed, _options.TaskId, _episodes));
    }

    private void WarmUp()
    {
        for (var i = 0; i < _options.WarmUpTicks; i++)
            _guard.Rehearse(_episode.Observation, _episode.Goal, _action);
        _guard.Reset(_episode.Seed);
    }

    private void Record(ControlFault fault, long lateness, long policyTime, long computeTime) => _recorder?.Record(new TickRecord
    {
        Tick = _tick,
        Episode = _episodes,
        EpisodeStep = _episode.Length - 1,
        TaskId = _episode.TaskId,
        EpisodeSeed = _episode.Seed,
        State = _guard.Watchdog.State,
        Fault = fault,
        IsLast = _episode.IsLast,
        Success = _episode.Success,
        Lateness = lateness,
        PolicyTime = policyTime,
        ComputeTime = computeTime,
        Observation = _episode.Previous,
        Goal = _episode.PreviousGoal,
        Subgoal = _guard.Subgoal,
        Action = _action,
        NextObservation = _episode.Observation,
    });

    private ControlReport Report(long managerCallsBefore, GarbageCollections collectionsBefore, bool interrupted) => new()
    {
        Ticks = _tick,
        Missed = _grid?.Missed ?? 0,
        Overruns = _grid?.Overruns ?? 0,
        RateHz = _options.RateIn(_environment.Spec),
        PeriodErrorUs = _lateness.Summarize(),
        ComputeUs = _computeTime.Summarize(),
        PolicyUs = _policyTime.Summarize(),
        AllocatedBytesPerTick = (double)_allocated / Math.Max(1, _tick),
        ManagerCalls = _guard.ManagerCalls - managerCallsBefore,
        Episodes = _episodes,
        EpisodesSucceeded = _successes,
        State = _guard.Watchdog.State,
        Fault = _guard.Watchdog.LastFault,
        StoppedAtTick = _guard.Watchdog.StoppedAtTick,
        Faults = _guard.Watchdog.Faults,
        Clipped = _guard.Filter.Clipped,
        RateLimited = _guard.Filter.RateLimited,
        Interrupted = interrupted,
        Gc = GarbageCollections.Now().Since(collectionsBefore),
    };
}
