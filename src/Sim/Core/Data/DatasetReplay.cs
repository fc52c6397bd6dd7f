using System.Runtime.ExceptionServices;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>
/// Does this file belong to this simulator? For every row with a successor: put the simulator into the stored state,
/// apply the stored action, compare with the next row.
/// </summary>
public static class DatasetReplay
{
    private const int RowsPerChunk = 1 << 15;

    // What float32 loses in a place tens of metres away is no error, however little a robot moves.
    private const double Rounding = 1e-4;

    /// <summary>Replays a whole file; memory is one window of rows and five numbers per row.</summary>
    /// <param name="path">An OGBench npz with <c>qpos</c> and <c>qvel</c>; <c>qpos64</c>, <c>qvel64</c> are preferred.</param>
    /// <param name="environment">A name of the catalog.</param>
    /// <param name="jobs">Threads.</param>
    /// <param name="progress">Called with the pairs of rows done and those of the file.</param>
    /// <param name="cancel">Stops between two windows.</param>
    /// <exception cref="InputException">The file does not fit the environment.</exception>
    /// <exception cref="HiqlException">The simulator cannot step from a stored state (NaN, for instance).</exception>
    public static ReplayReport Run(
        string path, string environment, int jobs = 1, Action<long, long>? progress = null, CancellationToken cancel = default)
    {
        var entry = EnvironmentCatalog.Entry(environment);
        using var npz = NpzReader.Open(path);
        var workers = new ReplayWorker[Math.Max(1, jobs)];
        try
        {
            for (var k = 0; k < workers.Length; k++)
                workers[k] = new ReplayWorker(entry.Create());
            using var chunk = new ReplayChunk(npz, workers[0].Environment, RowsPerChunk);
            Replay(chunk, workers, progress, cancel);
            return workers.Any(worker => worker.QposErrors.Count > 0) ? Report(workers, chunk.Float64) : throw new InputException(
                $"{path}: no row can be replayed: none has both a successor and an action; without actions nothing can be said of it");
        }
        finally
        {
            foreach (var worker in workers)
                worker?.Dispose();
        }
    }

    private static void Replay(
        ReplayChunk chunk, ReplayWorker[] workers, Action<long, long>? progress, CancellationToken cancel)
    {
        for (var done = 0L; chunk.MoveNext(); done += chunk.Rows - 1, progress?.Invoke(done, chunk.Total - 1))
        {
            cancel.ThrowIfCancellationRequested();
            ReplayWindow(chunk, workers);
        }
    }

    private static void ReplayWindow(ReplayChunk chunk, ReplayWorker[] workers)
    {
        var pairs = chunk.Rows - 1L;
        try
        {
            Parallel.For(0, workers.Length, k => workers[k].Replay(
                chunk, (int)(pairs * k / workers.Length), (int)(pairs * (k + 1) / workers.Length)));
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }

    private static ReplayReport Report(ReplayWorker[] workers, bool float64)
    {
        var tolerance = Math.Max(Rounding, Summary(workers, worker => worker.Moves).P50 / 10);
        long[] off = [.. workers.SelectMany(worker => worker.Rows.Where((_, i) => worker.QposErrors[i] > tolerance)).Order()];
        return new ReplayReport(
            workers.Sum(worker => (long)worker.QposErrors.Count),
            float64,
            workers.Sum(worker => worker.Jumps),
            Summary(workers, worker => worker.QposErrors),
            Summary(workers, worker => worker.QvelErrors),
            Summary(workers, worker => worker.ObservationErrors),
            tolerance,
            off.Length,
            off.Length > 0 ? off[0] : null);
    }

    private static ErrorSummary Summary(ReplayWorker[] workers, Func<ReplayWorker, List<float>> errors) =>
        ErrorSummary.Of(workers.SelectMany(errors).Select(error => (double)error).ToArray());
}
