namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>Jobs that are submitted together: they ask for the same and wait for the same.</summary>
/// <param name="Tasks">By number.</param>
/// <param name="After">Array whose task of the same number has to succeed first; null where nothing has to.</param>
internal sealed record SlurmArray(IReadOnlyDictionary<int, SweepJob> Tasks, string? After)
{
    // Slurm's default: numbers are below 1001.
    private const int MaxNumber = 1000;

    /// <summary>Any of them: what they ask for is the same.</summary>
    public SweepJob Like => Tasks.Values.First();

    /// <summary>For <c>--array</c>.</summary>
    public string Numbers => Tasks.Count > 1 && Tasks.Keys.SequenceEqual(Enumerable.Range(0, Tasks.Count)) ? $"0-{Tasks.Count - 1}" : string.Join(',', Tasks.Keys);

    /// <summary>
    /// Puts jobs into as few arrays as will do. A job that needs one that is queued gets the number that one has, since Slurm
    /// ties tasks of two arrays by their number; the second job that needs it goes into a second array, and so on.
    /// </summary>
    /// <param name="jobs">What to submit.</param>
    /// <param name="queued">What is in the queue, by job.</param>
    public static IReadOnlyList<SlurmArray> Group(IEnumerable<SweepJob> jobs, IReadOnlyDictionary<string, SlurmTask> queued)
    {
        var arrays = new Dictionary<(SweepJobKind Kind, int Threads, int MemoryMb, string? After, int Rank), SortedDictionary<int, SweepJob>>();
        foreach (var job in jobs)
        {
            var need = job.Needs.Select(need => queued.GetValueOrDefault(need)).SingleOrDefault(need => need is not null);
            for (var (rank, placed) = (0, false); !placed; rank++)
            {
                var key = (job.Kind, job.Threads, job.MemoryMb, need?.Array, rank);
                if (!arrays.TryGetValue(key, out var tasks))
                    arrays.Add(key, tasks = []);
                var number = need?.Number ?? tasks.Count;
                placed = number <= MaxNumber && tasks.TryAdd(number, job);
            }
        }
        return [.. arrays.Select(array => new SlurmArray(array.Value, array.Key.After))];
    }
}
