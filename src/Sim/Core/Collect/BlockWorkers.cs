namespace HiqlRobotics.Sim.Collect;

/// <summary>Plays the missing blocks of a job on several threads, each with an environment of its own.</summary>
internal sealed class BlockWorkers(DatasetJob job, CollectionRecipe recipe, EnvironmentEntry entry, PartFile parts)
{
    private readonly Lock _gate = new();
    private bool _failed;
    private int _next;

    /// <summary>Returns when all blocks are done, when cancelled (after the blocks at hand), or with the first failure.</summary>
    /// <param name="blocks">The missing blocks.</param>
    /// <param name="jobs">Threads.</param>
    /// <param name="onBlock">Called after each block with its number of episodes, by one thread at a time.</param>
    /// <param name="cancel">Stops handing out blocks.</param>
    /// <returns>Whether all were done.</returns>
    public bool Run(int[] blocks, int jobs, Action<int> onBlock, CancellationToken cancel)
    {
        Workers.Run("collect", Math.Min(jobs, blocks.Length), _ => Work(blocks, onBlock, cancel));
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
        catch
        {
            lock (_gate)
                _failed = true;
            throw;
        }
    }

    private bool TryTake(int[] blocks, CancellationToken cancel, out int block)
    {
        lock (_gate)
        {
            var more = !cancel.IsCancellationRequested && !_failed && _next < blocks.Length;
            block = more ? blocks[_next++] : -1;
            return more;
        }
    }
}
