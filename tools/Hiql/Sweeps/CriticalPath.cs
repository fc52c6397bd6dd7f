namespace HiqlRobotics.Tools.Sweeps;

/// <summary>
/// How long a sweep takes from the start of each job on, however many processors there are: the job itself and the longest
/// chain of jobs that wait for it. Whoever starts the longest first is least likely to end with one processor at work.
/// </summary>
internal sealed class CriticalPath
{
    private readonly Dictionary<string, double> _after = [];

    public CriticalPath(SweepPlan plan)
    {
        // Every job comes after those it needs.
        foreach (var job in plan.Jobs.Reverse())
            foreach (var need in job.Needs)
                _after[need] = Math.Max(_after.GetValueOrDefault(need), SecondsFrom(job));
    }

    /// <summary>Guessed seconds from the job's start to the end of all that wait for it.</summary>
    public double SecondsFrom(SweepJob job) => job.EstimatedSeconds + _after.GetValueOrDefault(job.Id);
}
