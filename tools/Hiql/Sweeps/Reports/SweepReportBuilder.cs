using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Learning;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Plan and results → report.</summary>
internal sealed class SweepReportBuilder
{
    private readonly SweepPlan _plan;
    private readonly SweepFindings _findings;
    private readonly SweepAxes _axes;
    private readonly Dictionary<string, SweepJob> _jobs;
    private readonly BootstrapOptions _options = new();

    private SweepReportBuilder(SweepPlan plan, SweepFindings findings)
    {
        (_plan, _findings, _axes) = (plan, findings, new SweepAxes(plan));
        _jobs = plan.Jobs.ToDictionary(job => job.Id);
    }

    public static SweepReport Build(SweepPlan plan, SweepFindings findings) => new SweepReportBuilder(plan, findings).Build();

    private SweepReport Build()
    {
        var verdicts = new SweepVerdicts(_plan.View.Compare, _axes.Noun);
        var statistics = new GroupStatistics(_options, paired: _plan.View.Compare != "environment");
        var scored = _plan.Points.GroupBy(GroupKey).Select(points => (First: points.First(), Values: Score(points))).ToArray();
        SweepGroup[] groups = [.. scored.Select(group => Worded(verdicts, statistics.Of(_axes.Title(group.First), Settings(group.First), group.Values)))];
        var pooled = ScorePool.Of([.. scored.Select(group => (_axes.Title(group.First), group.Values))]);
        var overall = pooled is null ? null
            : Worded(verdicts, statistics.Of($"All {_axes.Noun}s", new Dictionary<string, string>(), pooled));
        var points = _plan.Points.Select(Describe).ToArray();
        var evaluated = points.Count(point => point.Result is not null);
        return new SweepReport
        {
            Name = _plan.Name,
            Question = _plan.Question,
            Command = SweepCommandLines.Sweep(_plan),
            Versions = _plan.Versions,
            Compare = _plan.View.Compare,
            Over = _plan.View.Over,
            Columns = _axes.Columns,
            Evaluated = evaluated,
            Episodes = points.Sum(point => point.Result?.Episodes ?? 0),
            Bootstrap = _options,
            Verdict = verdicts.Of(groups, overall, evaluated, points.Length),
            Overall = overall,
            Groups = groups,
            Points = points,
            Preparations = [.. _plan.Jobs.Where(job => job.Kind != SweepJobKind.Evaluate).Select(Describe)],
            Missing = _findings.Missing,
        };
    }

    private static SweepGroup Worded(SweepVerdicts verdicts, SweepGroup group) => group with { Verdict = verdicts.Of(group) };

    private string GroupKey(SweepPoint point) => string.Join('\n', _axes.Group.Select(axis => _axes.Value(point, axis)));

    private Dictionary<string, string> Settings(SweepPoint point) => _axes.Group.ToDictionary(axis => axis, axis => _axes.Value(point, axis));

    private ScoredValue[] Score(IEnumerable<SweepPoint> points) =>
        [.. points.GroupBy(point => _axes.Value(point, _plan.View.Compare)).Select(value => new ScoredValue(
            value.Key, value.Count(), [.. value.Select(Score).OfType<ScoredRun>()]))];

    private ScoredRun? Score(SweepPoint point) => Evaluation(point) is not { } evaluation ? null : new ScoredRun(
        _plan.View.Over is { } over ? _axes.Value(point, over) : "",
        [.. evaluation.Tasks.Select(task => new ScoredTask(task.Id, $"{task.Id} · {task.Name}", [.. evaluation.Episodes.Where(episode => episode.Task == task.Id)]))]);

    private SweepEvaluation? Evaluation(SweepPoint point) => _findings.Results.GetValueOrDefault(point.Job)?.Evaluation;

    private SweepPreparation Describe(SweepJob job)
    {
        var result = _findings.Results.GetValueOrDefault(job.Id);
        return new SweepPreparation(job.Id, job.Title, result?.OutputSha256, SweepCommandLines.Prepare(job, _jobs))
        {
            Diagnostics = (result?.Metrics ?? new Dictionary<string, double>()).Where(metric => ValueDiagnostics.Has(metric.Key)).ToDictionary(),
            Success = [.. _plan.Points.Where(point => ComesFrom(_jobs[point.Job], job.Id)).Select(Evaluation).OfType<SweepEvaluation>().Select(found => found.OverallSuccess)],
        };
    }

    // A bundle, or that with a graph.
    private bool ComesFrom(SweepJob evaluation, string job) => evaluation.Needs.Any(need => need == job || _jobs[need] is { Edges: not null, Needs: [var training] } && training == job);

    private SweepPointReport Describe(SweepPoint point) => new()
    {
        Job = point.Job,
        Environment = _jobs[point.Job].Environment,
        Values = _plan.Axes.Count > 0 ? point.Values : new Dictionary<string, string> { ["environment"] = _jobs[point.Job].Environment },
        Command = SweepCommandLines.Evaluate(_jobs[point.Job]),
        Result = Evaluation(point) is { } evaluation ? PointStatistics.Of(_jobs[point.Job], evaluation) : null,
    };
}
