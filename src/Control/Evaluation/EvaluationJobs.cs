using System.Runtime.ExceptionServices;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control.Evaluation;

/// <summary>Threads that take episodes off one counter; each has an environment and a policy of its own.</summary>
internal sealed class EvaluationJobs
{
    private readonly Func<IEnvironment> _environments;
    private readonly Func<IPolicy> _policies;
    private readonly EvaluationOptions _options;
    private readonly Action<EvaluationProgress>? _progress;
    private readonly CancellationTokenSource _stop;
    private readonly Lock _progressLock = new();
    private EpisodeResult[] _results = [];
    private ExceptionDispatchInfo? _error;
    private int _next = -1, _done, _successes;

    public EvaluationJobs(
        Func<IEnvironment> environments, Func<IPolicy> policies, EvaluationOptions options,
        Action<EvaluationProgress>? progress, CancellationToken cancellation)
    {
        (_environments, _policies, _options, _progress) = (environments, policies, options, progress);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    public IReadOnlyList<TaskSpec> Tasks { get; private set; } = [];

    public string EnvironmentName { get; private set; } = "";

    public int ManagerPeriod { get; private set; }

    /// <returns>Every episode, by task and index.</returns>
    public EpisodeResult[] Run()
    {
        using var stop = _stop;
        using var environment = Environment();
        using var policy = _policies();
        EnvironmentName = environment.Spec.Name;
        ManagerPeriod = (policy as IInteractivePolicy)?.ManagerPeriod ?? 0;
        Tasks = SelectTasks(environment.Spec);
        _results = new EpisodeResult[Tasks.Count * _options.Episodes];
        var helpers = Enumerable.Range(1, Math.Min(_options.Jobs, _results.Length) - 1)
            .Select(job => new Thread(WorkWithOwn) { Name = $"evaluate {job}" }).ToArray();
        foreach (var helper in helpers)
            helper.Start();
        Guard(() => Work(environment, policy));
        foreach (var helper in helpers)
            helper.Join();
        if (_error?.SourceException is OperationCanceledException)
            throw new OperationCanceledException($"interrupted after {_done} of {_results.Length} episodes; nothing was written");
        _error?.Throw();
        return _results;
    }

    private IEnvironment Environment() => DisturbedEnvironment.Around(_environments(), _options.ActionNoise);

    private TaskSpec[] SelectTasks(EnvironmentSpec spec)
    {
        if (_options.Tasks is not { } ids)
            return [.. spec.Tasks];
        if (ids.Count == 0 || ids.Distinct().Count() != ids.Count)
            throw new InputException($"tasks: expected ids, each once, found '{string.Join(',', ids)}'");
        return [.. ids.Select(id => spec.Tasks.FirstOrDefault(task => task.Id == id) ?? throw new InputException(
            $"tasks: {spec.Name} has no task {id}; there are {string.Join(", ", spec.Tasks.Select(task => task.Id))}"))];
    }

    private void WorkWithOwn() => Guard(() =>
    {
        using var environment = Environment();
        using var policy = _policies();
        Work(environment, policy);
    });

    // The first error ends all jobs and is the one the caller sees.
    private void Guard(Action work)
    {
        try
        {
            work();
        }
#pragma warning disable CA1031 // Rethrown by Run, on the caller's thread.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(e), null);
            _stop.Cancel();
        }
    }

    private void Work(IEnvironment environment, IPolicy policy)
    {
        var observer = new EpisodeObserver(environment, _options.RecordTrajectories);
        var loop = new ControlLoop(environment, policy, new ControlOptions(), timer: null, observer);
        for (var i = Interlocked.Increment(ref _next); i < _results.Length; i = Interlocked.Increment(ref _next))
        {
            var (task, index) = (Tasks[i / _options.Episodes].Id, _options.FirstEpisode + (i % _options.Episodes));
            var seed = EpisodeSeeds.Of(_options.Seed, task, index);
            var (success, length, faults) = loop.RunEpisode(task, seed, _stop.Token);
            _results[i] = new EpisodeResult(task, index, seed, success, length, faults, observer.Take());
            Report(success);
        }
    }

    private void Report(bool success)
    {
        lock (_progressLock)
        {
            _done++;
            _successes += success ? 1 : 0;
            _progress?.Invoke(new EvaluationProgress(_done, _results.Length, _successes));
        }
    }
}
