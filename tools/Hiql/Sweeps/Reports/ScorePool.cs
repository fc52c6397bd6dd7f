namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>
/// Puts groups together as if their tasks were those of one group. Only groups in which every value has been evaluated may
/// take part: a value must not look good for having been spared the hard ones.
/// </summary>
internal static class ScorePool
{
    // More than any environment has tasks: ids of one group never meet those of the next.
    private const int IdsPerGroup = 1000;

    /// <summary>The values over all complete groups; null where there are not two.</summary>
    public static ScoredValue[]? Of(IReadOnlyList<(string Title, IReadOnlyList<ScoredValue> Values)> groups)
    {
        string[] names = [.. groups.SelectMany(group => group.Values).Select(value => value.Value).Distinct()];
        var complete = groups.Where(group => names.All(name => Find(group.Values, name)?.Runs.Count > 0)).ToArray();
        if (complete.Length < 2 || names.Length < 2)
            return null;
        var repetitions = Common(complete.SelectMany(group => group.Values).Select(value => value.Runs.Select(run => run.Repetition)));
        return repetitions.Length == 0 ? null : [.. names.Select(name => new ScoredValue(
            name, Find(complete[0].Values, name)!.Planned,
            [.. repetitions.Select(repetition => Join(repetition, [.. complete.Select(group => (group.Title, Run(group.Values, name, repetition)))]))]))];
    }

    private static ScoredRun Join(string repetition, (string Title, ScoredRun Run)[] runs)
    {
        var tasks = new List<ScoredTask>();
        for (var group = 0; group < runs.Length; group++)
            foreach (var task in runs[group].Run.Tasks)
                tasks.Add(task with { Id = group * IdsPerGroup + task.Id, Name = $"{runs[group].Title}: {task.Name}" });
        return new ScoredRun(repetition, tasks);
    }

    private static string[] Common(IEnumerable<IEnumerable<string>> sets) => [.. sets.Aggregate((left, right) => left.Intersect(right))];

    private static ScoredValue? Find(IReadOnlyList<ScoredValue> values, string name) => values.FirstOrDefault(value => value.Value == name);

    private static ScoredRun Run(IReadOnlyList<ScoredValue> values, string name, string repetition) =>
        Find(values, name)!.Runs.First(run => run.Repetition == repetition);
}
