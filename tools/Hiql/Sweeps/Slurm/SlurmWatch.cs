using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>Looks at the queue: often while things happen, seldom while nothing does, and with patience for a controller that restarts.</summary>
/// <param name="client">The cluster.</param>
/// <param name="name">Of the tasks.</param>
/// <param name="terminal">Time, and who asks for a stop.</param>
internal sealed class SlurmWatch(SlurmClient client, string name, Terminal terminal)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(0.3), Longest = TimeSpan.FromSeconds(10);

    // Slurm gives a cancelled task KillWait (30 s) to save.
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(10);

    private TimeSpan _pause = Shortest;
    private long? _silentSince;
    private string _waitsFor = "";

    /// <summary>Something happened: more may soon.</summary>
    public void Hurry() => _pause = Shortest;

    /// <exception cref="OperationCanceledException">It was asked to stop.</exception>
    public void Wait()
    {
        terminal.Cancellation.WaitHandle.WaitOne(_pause);
        terminal.Cancellation.ThrowIfCancellationRequested();
        _pause = TimeSpan.FromTicks(Math.Min(Longest.Ticks, (long)(_pause.Ticks * 1.3)));
    }

    /// <summary>Tasks by id; null where Slurm does not answer just now.</summary>
    /// <exception cref="HiqlException">It has not answered for long.</exception>
    public Dictionary<string, SlurmRow>? Look(SweepBoard board)
    {
        try
        {
            var rows = client.Queue(name);
            _silentSince = null;
            Remark(rows, board);
            return rows.ToDictionary(row => row.Id);
        }
        catch (HiqlException e)
        {
            if (_silentSince is null)
                board.Note($"slurm: {e.Message}; asking again");
            _silentSince ??= terminal.Time.GetTimestamp();
            if (terminal.Time.GetElapsedTime(_silentSince.Value) > LongestSilence)
                throw new HiqlException($"Slurm has not answered for {Text.Duration(LongestSilence)} ({e.Message}); --resume goes on", e);
            return null;
        }
    }

    /// <summary>After a cancellation: until no task is left, or one does not want to end.</summary>
    public void WaitForEnds()
    {
        using var never = new ManualResetEventSlim();
        var started = terminal.Time.GetTimestamp();
        while (client.Queue(name).Any(row => !row.HasEnded) && terminal.Time.GetElapsedTime(started) < LongestEnd)
            never.Wait(Shortest);
    }

    private void Remark(IReadOnlyList<SlurmRow> rows, SweepBoard board)
    {
        var waiting = rows.Where(row => row.WaitsForSomethingElse).GroupBy(row => row.Reason).MaxBy(group => group.Count());
        if (waiting is null || waiting.Key == _waitsFor)
            return;
        _waitsFor = waiting.Key;
        board.Note($"slurm: {waiting.Count()} {(waiting.Count() == 1 ? "task waits" : "tasks wait")}: {waiting.Key} (squeue --name={name})");
    }
}
