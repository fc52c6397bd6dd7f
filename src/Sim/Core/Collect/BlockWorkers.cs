using System.Runtime.ExceptionServices;

namespace HiqlRobotics.Sim.Collect;

/// <summary>Plays the missing blocks of a job on several threads, each with an environment of its own.</summary>
internal sealed class BlockWorkers(DatasetJob job, CollectionRecipe recipe, EnvironmentEntry entry, PartFile parts)
{
    private readonly Lock _gate = new();
    private Exception? _failure;
    private int _next;

    /// <summary>Returns when all blocks are done, when cancelled (after the blocks at hand), or with the first failure.</summary>
    /// <param name="blocks">The missing blocks.</param>
    /// <param name="jobs">Threads.</param>
    /// <param name="onBlock">Called after each block with its number of episodes, by one thread at a time.</param>
    /// <param name="cancel">Stops handing out blocks.</param>
    /// <returns>Whether all were done.</returns>
    public bool Run(int[] blocks, int jobs, Action<int> onBlock, CancellationToken cancel)
    {
        var threads = new Thread[Math.Min(jobs, blocks.Length)];
        for (var k = 0; k < threads.Length; k++)
        {
            threads[k] = new Thread(() => Work(blocks, onBlock, cancel)) { IsBackground = true, Name = $"collect {k}" };
            threads[k].Start();
        }
        foreach (var thread in threads)
            thread.Join();
        if (_failure is not null)
            ExceptionDispatchInfo.Throw(_failure);
        return _next == blocks.Length;
    }

    private void Work(int[] blocks, Action<int> onBlock, CancellationToken cancel)
    {
        try
        {
            using var environment = entry.Create();
            var demonstrator = recipe.CreateDemonstrator(environment, job.ActionNoise);
            var rows = new EpisodeBlock(job);
            while (TryTake(blocks, cancel, out var block))
            {
                rows.Record(block, environment, demonstrator);
                parts.Write(block, rows);
                lock (_gate)
                    onBlock(job.EpisodesIn(block));
            }
        }
        catch (Exception e)
        {
            lock (_gate)
                _failure ??= e;
        }
    }

    private bool TryTake(int[] blocks, CancellationToken cancel, out int block)
    {
        lock (_gate)
        {
            var more = !cancel.IsCancellationRequested && _failure is null && _next < blocks.Length;
            block = more ? blocks[_next++] : -1;
            return more;
        }
    }
}
