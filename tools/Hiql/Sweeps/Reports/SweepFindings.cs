namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>What lies in a sweep's folder: results, and why there is none where there is none.</summary>
/// <param name="Results">By job.</param>
/// <param name="Missing">Every other job, in the plan's order.</param>
internal sealed record SweepFindings(IReadOnlyDictionary<string, SweepResult> Results, IReadOnlyList<SweepMissing> Missing)
{
    public static SweepFindings Of(SweepPlan plan, SweepFolder folder)
    {
        var results = new Dictionary<string, SweepResult>();
        var missing = new List<SweepMissing>();
        foreach (var job in plan.Jobs)
            if (folder.TryLoad(job.Id, out var result, out var torn))
                results[job.Id] = result;
            else
                missing.Add(Explain(plan, folder, job, torn, missing));
        return new SweepFindings(results, missing);
    }

    // How often a job was tried is not said: it depends on who was killed when.
    private static SweepMissing Explain(SweepPlan plan, SweepFolder folder, SweepJob job, bool torn, List<SweepMissing> before)
    {
        if (folder.LoadFailure(job.Id) is { } failure)
            return new SweepMissing(job.Id, job.Title, Failed: true, failure.Reason, failure.Log);
        if (torn)
            return new SweepMissing(job.Id, job.Title, Failed: true, "its result file is torn; --resume runs it again", null);
        if (job.Needs.FirstOrDefault(need => before.Any(other => other.Job == need)) is { } need)
            return new SweepMissing(job.Id, job.Title, Failed: false, $"needs what has no result: {plan.Jobs.First(other => other.Id == need).Title}", null);
        return new SweepMissing(job.Id, job.Title, Failed: false, "not run yet; --resume runs it", null);
    }
}
