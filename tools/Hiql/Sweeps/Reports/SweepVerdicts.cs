using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Statistics → sentences.</summary>
/// <param name="axis">The compared axis.</param>
/// <param name="noun">What one group is called.</param>
internal sealed class SweepVerdicts(string axis, string noun)
{
    private readonly string _subject = SweepWords.Axis(axis);

    /// <summary>The verdict of one group.</summary>
    public string Of(SweepGroup group) => Sentence(group, "");

    /// <summary>The verdict of the sweep.</summary>
    /// <param name="groups">All groups.</param>
    /// <param name="overall">Those that can be put together; null where there is one group, or none complete.</param>
    /// <param name="evaluated">Points with a result.</param>
    /// <param name="planned">Points of the plan.</param>
    public SweepVerdict Of(IReadOnlyList<SweepGroup> groups, SweepGroup? overall, int evaluated, int planned)
    {
        var found = groups.Where(group => group.Best is not null).ToArray();
        var soFar = evaluated < planned ? $"With {evaluated} of {planned} evaluations: " : "";
        if (found.Length == 0)
            return new SweepVerdict($"No result yet: none of {SweepWords.Count(planned, "evaluation")} is done.", null, 0, 0, []);
        var scope = overall ?? (found.Length == 1 ? found[0] : null);
        if (scope is null)
            return new SweepVerdict(soFar + string.Join(' ', found.Select(group => $"{group.Title}: {group.Verdict}")), null, 0, found.Length, []);
        var bestIn = found.Count(group => IsHighest(group, scope.Best!));
        return new SweepVerdict(soFar + Sentence(scope, Where(bestIn, found.Length)), scope.Best, bestIn, found.Length, NotToldApart(scope));
    }

    private string Where(int bestIn, int groups) => groups == 1 ? ""
        : bestIn == groups ? $" in {bestIn} of {groups} {noun}s" : $" over all {noun}s, and in {bestIn} of {groups}";

    private string Sentence(SweepGroup group, string where)
    {
        var found = group.Values.Where(value => value.Success is not null).ToArray();
        if (found.Length == 0)
            return "No result yet.";
        var best = found.First(value => value.Value == group.Best);
        if (found.Length == 1)
            return $"{Name(best)}{Text.Percent(best.Success!.Value)} success ({Text.Interval(best.Ci95!)}).";
        var equal = NotToldApart(group);
        var verb = equal.Length == 0 ? "is best" : "has the highest success";
        string[] clauses = [.. Clauses(found), .. equal.Length == 0 ? Array.Empty<string>() : [Undecided(equal)]];
        return $"{_subject} {best.Value} {verb}{where}; {string.Join("; ", clauses)}.";
    }

    private string Name(SweepValue value) => value.Value.Length == 0 ? "" : $"{_subject} {value.Value}: ";

    // Of the values that are worse: the first of the plan, which is what one would do otherwise, and the one that comes nearest.
    private static IEnumerable<string> Clauses(SweepValue[] found)
    {
        var worse = found.Where(value => value.VersusBest is { Relation: SweepRelation.Worse }).ToArray();
        return worse.Where(value => value == found[0]).Append(worse.MaxBy(value => value.Success)).OfType<SweepValue>().Distinct()
            .Select(value => value.VersusBest!.Reversed(value.Value).Words);
    }

    private static string Undecided(string[] values) => $"{SweepWords.List(values)} cannot be told apart from it with these episodes: intervals overlap";

    private static string[] NotToldApart(SweepGroup group) =>
        [.. group.Values.Where(value => value.VersusBest is { Relation: not SweepRelation.Worse }).Select(value => value.Value)];

    private static bool IsHighest(SweepGroup group, string value) =>
        group.Values.FirstOrDefault(other => other.Value == value)?.Success is { } success
        && group.Values.All(other => !(other.Success > success));
}
