using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>
/// Job arrays on a cluster whose nodes share the sweep's folder. Everything that can be queued is queued at once, each task
/// behind the one whose files it reads: the cluster works through the plan whether or not this process lives. It looks on,
/// queues again what failed, and accounts for every job.
/// </summary>
internal sealed class SlurmLauncher : ISweepLauncher
{
    // A shared folder may show a file this much later here than on the node that wrote it (NFS: acdirmax).
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(70);

    private readonly SweepPlan _plan;
    private readonly SweepFolder _folder;
    private readonly SlurmIndex _index;
    private readonly SlurmSubmission _submission;
    private readonly SlurmClient _client;
    private readonly SlurmWatch _watch;
    private readonly Terminal _terminal;
    private readonly Dictionary<string, SlurmTask> _tasks = [];

    /// <param name="plan">The frozen plan.</param>
    /// <param name="folder">The sweep's, on a file system that the nodes share.</param>
    /// <param name="client">The cluster.</param>
    /// <param name="options">What it wants to know.</param>
    /// <param name="terminal">Time, and who asks for a stop.</param>
    public SlurmLauncher(SweepPlan plan, SweepFolder folder, SlurmClient client, SlurmOptions options, Terminal terminal)
    {
        (_plan, _client, _terminal) = (plan, client, terminal);
        _folder = new SweepFolder(Path.GetFullPath(folder.Path));
        _index = new SlurmIndex(_folder.Path);
        _submission = new SlurmSubmission(plan, _folder, options, _index);
        _watch = new SlurmWatch(client, _submission.Name, terminal);
    }

    public void Run(SweepState state, SweepBoard board)
    {
        try
        {
            Adopt(state, board);
            while (true)
            {
                Submit(state);
                if (_tasks.Count == 0)
                    return;
                _watch.Wait();
                if (_watch.Look(board) is not { } rows)
                    continue;
                Account(rows, state, board);
                if (state.GaveUp)
                    WithdrawPending(rows);
            }
        }
        catch (OperationCanceledException)
        {
            StopAll(state, board);
            throw state.Stopped();
        }
        finally
        {
            StopAll(state, board);
        }
    }

    // A launcher that was killed leaves its tasks in the queue. They go on as ours; one that nobody can place is stopped.
    private void Adopt(SweepState state, SweepBoard board)
    {
        var strays = new List<string>();
        foreach (var row in _client.Queue(_submission.Name).Where(row => !row.HasEnded))
        {
            var id = _index.Find(row.Comment, row.Number);
            if (_plan.Jobs.FirstOrDefault(job => job.Id == id) is not { } job || !state.IsWaiting(job.Id))
            {
                strays.Add(row.Id);
                continue;
            }
            state.Start(job);
            _tasks.Add(job.Id, new SlurmTask(row.Array, row.Number, job));
        }
        _client.Cancel(strays);
        if (_tasks.Count > 0)
            board.Note($"slurm: {_tasks.Count} {(_tasks.Count == 1 ? "job is" : "jobs are")} still in the queue ({_submission.Name}) and will be waited for");
    }

    // Each round queues one more step of every chain behind the step before.
    private void Submit(SweepState state)
    {
        while (SlurmArray.Group([.. state.Queueable], _tasks) is { Count: > 0 } arrays)
            foreach (var array in arrays)
            {
                _terminal.Cancellation.ThrowIfCancellationRequested();
                var id = _client.Submit(_submission.Prepare(array));
                foreach (var (number, job) in array.Tasks)
                {
                    state.Start(job);
                    _tasks.Add(job.Id, new SlurmTask(id, number, job));
                }
            }
    }

    private void Account(Dictionary<string, SlurmRow> rows, SweepState state, SweepBoard board)
    {
        // In the plan's order, and only once it is clear what became of what it needs: a task is no failure of its own where that failed.
        foreach (var job in _plan.Jobs)
            if (_tasks.TryGetValue(job.Id, out var task) && !job.Needs.Any(_tasks.ContainsKey))
                Account(task, rows.GetValueOrDefault(task.Id), state, board);
    }

    private void Account(SlurmTask task, SlurmRow? row, SweepState state, SweepBoard board)
    {
        if (row?.State != SlurmRow.Pending && _folder.TryLoad(task.Job.Id, out _, out _))
        {
            End(task);
            board.Update(state, task.Job, state.Finish(task.Job));
        }
        else if (row is { CannotStart: true })
        {
            _client.Cancel([task.Id]);
            Fail(task, "its node could not start it", state, board);
        }
        else if (row is { HasEnded: false })
            task.EndSeen = null;
        else if (row is { WasNeverNeeded: true } || task.Withdrawn)
        {
            End(task);
            state.Release(task.Job);
        }
        else if (row is { Signal: 0, ExitCode: ExitCode.DiskFull })
            throw state.DiskIsFull(Reason(task, row));
        else if (row is { MayNotBeAll: false } || !IsPatient(task))
            Fail(task, row?.State == SlurmRow.Completed ? null : Reason(task, row), state, board);
    }

    // A reason of null: the task says it is done, and the folder will say what is wrong.
    private void Fail(SlurmTask task, string? reason, SweepState state, SweepBoard board)
    {
        WithdrawThoseBehind(task, state);
        End(task);
        board.Update(state, task.Job, reason is null ? state.Finish(task.Job) : state.Fail(task.Job, reason));
    }

    private void End(SlurmTask task)
    {
        _tasks.Remove(task.Job.Id);
        _watch.Hurry();
    }

    private bool IsPatient(SlurmTask task)
    {
        task.EndSeen ??= _terminal.Time.GetTimestamp();
        return _terminal.Time.GetElapsedTime(task.EndSeen.Value) < Patience;
    }

    private string Reason(SlurmTask task, SlurmRow? row) =>
        SlurmFailure.Reason(row, task.Job, _plan.Budget.JobSeconds, _folder.Log(task.Job.Id));

    // They would wait for a task that will not succeed; a new one gets new ones behind it.
    private void WithdrawThoseBehind(SlurmTask task, SweepState state)
    {
        foreach (var behind in _tasks.Values.Where(other => other.Job.Needs.Contains(task.Job.Id)).ToArray())
        {
            WithdrawThoseBehind(behind, state);
            _client.Cancel([behind.Id]);
            End(behind);
            state.Release(behind.Job);
        }
    }

    private void WithdrawPending(Dictionary<string, SlurmRow> rows)
    {
        var pending = _tasks.Values.Where(task => !task.Withdrawn && rows.GetValueOrDefault(task.Id)?.State == SlurmRow.Pending).ToArray();
        if (pending.Length == 0)
            return;
        _client.CancelPending(_submission.Name);
        foreach (var task in pending)
            task.Withdrawn = true;
    }

    // Whoever leaves, leaves nobody working behind.
    private void StopAll(SweepState state, SweepBoard board)
    {
        if (_tasks.Count == 0)
            return;
        try
        {
            _client.CancelAll(_submission.Name);
            _watch.WaitForEnds();
        }
        catch (HiqlException e)
        {
            board.Note($"slurm: {e.Message}; what is in the queue ({_submission.Name}) goes on, and --resume takes it up again");
        }
        foreach (var task in _tasks.Values)
            if (_folder.TryLoad(task.Job.Id, out _, out _))
                _ = state.Finish(task.Job);
            else
                state.Release(task.Job);
        _tasks.Clear();
    }
}
