using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Sets one value of the compared axis against another.</summary>
/// <param name="options">Of all draws.</param>
/// <param name="paired">Whether equal seeds mean equal episodes: not across environments.</param>
/// <param name="others">With how many values each one is compared: chance has as many tries (Bonferroni).</param>
internal sealed class ValueComparison(BootstrapOptions options, bool paired, int others)
{
    private const double Significant = 0.05, EvenOdds = 0.5;

    /// <summary>The comparison from the first one's side.</summary>
    public SweepComparison Of((ScoredValue Scores, double[] Ci95) first, (ScoredValue Scores, double[] Ci95) second)
    {
        var pairs = paired ? Pairs(first.Scores, second.Scores) : [];
        var comparison = pairs.Length > 0 ? PairedComparison.Of(pairs, options) : null;
        var improvement = Improvement(first.Scores, second.Scores);
        return new SweepComparison
        {
            With = second.Scores.Value,
            Paired = comparison,
            Improvement = improvement,
            Relation = comparison is null ? Relation(first.Ci95[0] > second.Ci95[1], first.Ci95[1] < second.Ci95[0]) : Relate(comparison, improvement),
        };
    }

    // Chance has two ways in: the episodes, and with several runs the training seeds.
    private SweepRelation Relate(PairedComparison paired, Estimate? improvement)
    {
        var (low, high) = (improvement?.Low ?? 1, improvement?.High ?? 0);
        var significant = paired.PValue < Significant / others;
        return Relation(
            significant && paired.Difference.Low > 0 && low > EvenOdds,
            significant && paired.Difference.High < 0 && high < EvenOdds);
    }

    private static SweepRelation Relation(bool better, bool worse) =>
        better ? SweepRelation.Better : worse ? SweepRelation.Worse : SweepRelation.Undecided;

    private Estimate? Improvement(ScoredValue first, ScoredValue second)
    {
        var tasks = first.CommonTasks.Intersect(second.CommonTasks).ToArray();
        return paired && first.Runs.Count > 1 && second.Runs.Count > 1 && tasks.Length > 0
            ? ProbabilityOfImprovement.Of(first.Scores(tasks), second.Scores(tasks), options)
            : null;
    }

    // Only what both were given: partial results and different numbers of episodes still compare what they share.
    private static PairedEpisode[] Pairs(ScoredValue first, ScoredValue second)
    {
        var others = Episodes(second).ToDictionary(found => found.Key, found => found.Episode.Success);
        return [.. Episodes(first).Where(found => others.ContainsKey(found.Key))
            .Select(found => new PairedEpisode(found.Key.Task, found.Episode.Success, others[found.Key]))];
    }

    private static IEnumerable<((string Repetition, int Task, ulong Seed) Key, SweepEpisode Episode)> Episodes(ScoredValue value) =>
        from run in value.Runs
        from task in run.Tasks
        from episode in task.Episodes
        select ((run.Repetition, task.Id, episode.Seed), episode);
}
