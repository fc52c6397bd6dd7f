using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>Which jobs are done, which may start, which never will. For one thread.</summary>
internal sealed class SweepState
{
    private readonly SweepPlan _plan;
    private readonly SweepFolder _folder;
    private readonly Dictionary<string, SweepJob> _jobs;
    private readonly Dictionary<string, Status> _status = [];
    private readonly Dictionary<string, int> _attempts = [];
    private readonly List<SweepFailure> _failures = [];

    /// <summary>What the folder says: a job with a valid result is done.</summary>
    /// <param name="plan">The frozen plan.</param>
    /// <param name="folder">Its results.</param>
    public SweepState(SweepPlan plan, SweepFolder folder)
    {
        (_plan, _folder) = (plan, folder);
        _jobs = plan.Jobs.ToDictionary(job => job.Id);
        foreach (var job in plan.Jobs)
        {
            var done = folder.TryLoad(job.Id, out _, out var torn);
            _status[job.Id] = done ? Status.Done : Status.Waiting;
            if (torn)
                Torn.Add(job);
        }
        DoneBefore = Count(Status.Done);
    }

    private enum Status
    {
        Waiting,
        Running,
        Done,
        Failed,
        Blocked,
    }

    /// <summary>Jobs whose result file was there and was none.</summary>
    public List<SweepJob> Torn { get; } = [];

    /// <summary>Jobs with a result from an earlier call.</summary>
    public int DoneBefore { get; }

    public int Done => Count(Status.Done);

    public int Total => _jobs.Count;

    /// <summary>Jobs that failed for good, in the order they did.</summary>
    public IReadOnlyList<SweepFailure> Failures => _failures;

    /// <summary>Jobs that are neither done nor given up, in the plan's order.</summary>
    public IEnumerable<SweepJob> NotStarted => _plan.Jobs.Where(job => _status[job.Id] is not (Status.Done or Status.Failed));

    /// <summary>Whether the budget of failures is used up: nothing more is started.</summary>
    public bool GaveUp => _plan.Budget.MaxFailures > 0 && _failures.Count >= _plan.Budget.MaxFailures;

    /// <summary>Jobs that may start now, in the plan's order.</summary>
    public IEnumerable<SweepJob> Ready => GaveUp ? [] : _plan.Jobs.Where(job =>
        _status[job.Id] == Status.Waiting && job.Needs.All(need => _status[need] == Status.Done));

    /// <summary>Jobs that may be queued behind what they need: that is done or, in one case at most, on its way.</summary>
    public IEnumerable<SweepJob> Queueable => GaveUp ? [] : _plan.Jobs.Where(job =>
        IsWaiting(job.Id) && job.Needs.All(need => _status[need] is Status.Done or Status.Running)
        && job.Needs.Count(need => _status[need] == Status.Running) <= 1);

    /// <summary>Guessed seconds of work that is not done, and of the work that is.</summary>
    public (double Left, double Done) EstimatedSeconds => (
        _plan.Jobs.Where(job => _status[job.Id] is Status.Waiting or Status.Running).Sum(job => job.EstimatedSeconds),
        _plan.Jobs.Where(job => _status[job.Id] == Status.Done).Sum(job => job.EstimatedSeconds));

    /// <summary>Whether nobody works on a job that is to be done.</summary>
    public bool IsWaiting(string job) => _status[job] == Status.Waiting;

    public void Start(SweepJob job) => _status[job.Id] = Status.Running;

    /// <summary>A process ended as it should. What counts is the result's file.</summary>
    /// <returns>Null, or why the job goes on as a failure.</returns>
    public string? Finish(SweepJob job)
    {
        if (_folder.TryLoad(job.Id, out _, out var torn))
        {
            _status[job.Id] = Status.Done;
            return null;
        }
        return Fail(job, torn ? "wrote a result file that is torn" : "ended without a result");
    }

    /// <summary>An attempt failed: the job waits for the next one, or is given up with all that need it.</summary>
    /// <returns>What a person reads.</returns>
    public string Fail(SweepJob job, string reason)
    {
        var attempts = _attempts[job.Id] = _attempts.GetValueOrDefault(job.Id) + 1;
        if (attempts <= _plan.Budget.Retries && !GaveUp)
        {
            _status[job.Id] = Status.Waiting;
            return $"{job.Title}: {reason}; once more ({attempts} of {_plan.Budget.Retries})";
        }
        _status[job.Id] = Status.Failed;
        var failure = new SweepFailure(job.Id, job.Title, attempts, reason, Path.GetRelativePath(_folder.Path, _folder.Log(job.Id)));
        _failures.Add(failure);
        _folder.Save(failure);
        Block(job.Id);
        return $"{job.Title}: {reason}; given up after {attempts} {(attempts == 1 ? "attempt" : "attempts")} ({failure.Log})";
    }

    /// <summary>A job that was stopped, not failed: it waits for the next call.</summary>
    public void Release(SweepJob job) => _status[job.Id] = Status.Waiting;

    /// <summary>What a launcher throws when a person has stopped it.</summary>
    public OperationCanceledException Stopped() => new($"stopped: {Done} of {Total} jobs are done; --resume goes on");

    /// <summary>What a launcher throws when a job found no room to write.</summary>
    /// <param name="reason">The job's own word.</param>
    public HiqlException DiskIsFull(string reason) =>
        new($"{_folder.Path}: the disk is full ({reason}); {Done} of {Total} jobs are done; free some space, then --resume goes on");

    private void Block(string need)
    {
        foreach (var job in _plan.Jobs.Where(job => job.Needs.Contains(need) && _status[job.Id] == Status.Waiting))
        {
            _status[job.Id] = Status.Blocked;
            Block(job.Id);
        }
    }

    private int Count(Status status) => _status.Values.Count(value => value == status);
}
