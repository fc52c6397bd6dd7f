using System.Globalization;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>A pool of processes on this machine, as many as cores and memory hold.</summary>
/// <param name="plan">Budgets.</param>
/// <param name="folder">Where jobs work.</param>
/// <param name="cores">Threads that jobs may use together.</param>
/// <param name="cancellation">Ends all jobs, which save what they can.</param>
internal sealed class LocalLauncher(SweepPlan plan, SweepFolder folder, int cores, CancellationToken cancellation) : ISweepLauncher
{
    private const string MemInfo = "/proc/meminfo";
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly CriticalPath _path = new(plan);
    private readonly List<WorkerProcess> _workers = [];

    public void Run(SweepState state, SweepBoard board)
    {
        try
        {
            while (true)
            {
                cancellation.ThrowIfCancellationRequested();
                StartReady(state);
                if (_workers.Count == 0)
                    return;
                cancellation.WaitHandle.WaitOne(Poll);
                foreach (var worker in _workers.ToArray())
                    Look(worker, state, board);
            }
        }
        catch (OperationCanceledException)
        {
            throw state.Stopped();
        }
        finally
        {
            StopAll(state);
        }
    }

    private void StartReady(SweepState state)
    {
        foreach (var job in Ready(state).ToArray())
        {
            if (_workers.Count > 0 && (_workers.Sum(worker => worker.Job.Threads) + job.Threads > cores || !HasMemoryFor(job)))
                return;
            state.Start(job);
            _workers.Add(WorkerProcess.Start(folder, job));
        }
    }

    private void Look(WorkerProcess worker, SweepState state, SweepBoard board)
    {
        var limit = plan.Budget.JobSeconds;
        if (worker.IsFree)
        {
            board.Update(state, worker.Job, state.Finish(worker.Job));
            GoOn(worker, state);
            return;
        }
        if (!worker.HasExited && limit > 0 && worker.Seconds > limit)
            worker.TimeOut();
        if (!worker.HasExited)
            return;
        _workers.Remove(worker);
        using (worker)
        {
            if (worker.ExitCode == ExitCode.DiskFull)
            {
                state.Release(worker.Job);
                throw state.DiskIsFull(worker.Reason(limit));
            }
            var complaint = worker is { ExitCode: ExitCode.Ok, TimedOut: false } ? state.Finish(worker.Job) : state.Fail(worker.Job, worker.Reason(limit));
            board.Update(state, worker.Job, complaint);
        }
    }

    // With what would be started next in its place, if that may follow.
    private void GoOn(WorkerProcess worker, SweepState state)
    {
        if (Ready(state).FirstOrDefault() is { } next && WorkerProcess.CanFollow(next) && next.Threads <= worker.Job.Threads)
        {
            state.Start(next);
            worker.Give(next);
            return;
        }
        _workers.Remove(worker);
        using (worker)
            worker.Dismiss();
    }

    private IEnumerable<SweepJob> Ready(SweepState state) => state.Ready.OrderByDescending(_path.SecondsFrom);

    // Whoever leaves, leaves nobody working behind.
    private void StopAll(SweepState state)
    {
        foreach (var worker in _workers)
            worker.Interrupt();
        foreach (var worker in _workers)
            using (worker)
            {
                worker.WaitForExit();
                state.Release(worker.Job);
            }
        _workers.Clear();
    }

    private bool HasMemoryFor(SweepJob job) => AvailableMb() - _workers.Sum(worker => worker.MemoryToComeMb()) >= job.MemoryMb;

    private static double AvailableMb()
    {
        const string key = "MemAvailable:";
        var line = File.Exists(MemInfo) ? File.ReadLines(MemInfo).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal)) : null;
        var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [_, var kilobytes, ..] ? double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024 : double.PositiveInfinity;
    }
}
