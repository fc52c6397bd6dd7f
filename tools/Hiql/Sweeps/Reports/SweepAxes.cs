namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Which axes tell points apart, and which only follow from others, as a bundle from its environment.</summary>
internal sealed class SweepAxes
{
    private const string Environment = "environment";

    private readonly SweepPlan _plan;
    private readonly Dictionary<string, SweepJob> _jobs;
    private readonly List<string> _titled = [];

    public SweepAxes(SweepPlan plan)
    {
        _plan = plan;
        _jobs = plan.Jobs.ToDictionary(job => job.Id);
        string[] within = plan.View.Over is { } over ? [plan.View.Compare, over] : [plan.View.Compare];
        // Environments are never compared by accident; what else changes with the compared value belongs to that value.
        Group =
        [
            .. within.Contains(Environment) ? Array.Empty<string>() : [Environment],
            .. plan.Axes.Where(axis => axis != Environment && !within.Contains(axis) && !Follows(axis, within)),
        ];
        foreach (var axis in Group)
            if (_titled.Count == 0 || !Follows(axis, _titled))
                _titled.Add(axis);
        string[] columns = [.. _titled, .. within];
        Columns = [.. columns, .. plan.Axes.Where(axis => !columns.Contains(axis) && !Follows(axis, columns))];
    }

    /// <summary>Axes whose values a group has in common.</summary>
    public IReadOnlyList<string> Group { get; }

    /// <summary>Axes that a table of points needs.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What groups are called.</summary>
    public string Noun => _titled is [Environment] ? Environment : "setting";

    public string Value(SweepPoint point, string axis) =>
        axis == Environment ? _jobs[point.Job].Environment : point.Values.GetValueOrDefault(axis, "");

    /// <summary>What a person calls the group of a point.</summary>
    public string Title(SweepPoint point) => _titled.Count == 0 ? "All points"
        : string.Join(", ", _titled.Select(axis => axis == Environment ? Value(point, axis) : $"{SweepWords.Axis(axis)} {Value(point, axis)}"));

    private bool Follows(string axis, IReadOnlyList<string> from) => _plan.Points
        .GroupBy(point => string.Join('\n', from.Select(other => Value(point, other))))
        .All(points => points.Select(point => Value(point, axis)).Distinct().Count() == 1);
}
