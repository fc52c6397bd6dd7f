using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Sweeps;
using HiqlRobotics.Tools.Sweeps.Reports;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>A made-up sweep with results that can be worked out by hand; ten episodes per task.</summary>
/// <param name="compare">The compared axis.</param>
/// <param name="over">The repetition; null without one.</param>
internal sealed class SweepSample(string compare, string? over = null)
{
    public const int Episodes = 10;

    private readonly List<SweepJob> _jobs = [];
    private readonly List<SweepPoint> _points = [];
    private readonly Dictionary<string, SweepResult> _results = [];
    private IReadOnlyList<string> _trainings = [];

    public SweepPlan Plan => new()
    {
        Name = "sample",
        Question = "Which is best?",
        Source = "sweeps/sample.yaml",
        Small = false,
        Versions = new SweepVersions("0123456789abcdef", "2.2.2", "1.13.1", "1.20.1"),
        Axes = over is null ? ["environment", compare] : ["environment", compare, over],
        View = new SweepView(compare, over),
        Budget = new SweepBudget(0, 1, 0),
        Jobs = _jobs,
        Points = _points,
    };

    public SweepReport Report => SweepReportBuilder.Build(Plan, new SweepFindings(_results, []));

    /// <summary>The manager-period sweep: 25 always succeeds, 5 nearly, 1 half of the time.</summary>
    public static SweepSample Periods()
    {
        var sample = new SweepSample("manager_period");
        foreach (var (value, successes) in new[] { ("1", 5), ("5", 9), ("25", 10) })
        {
            sample.Add("pointmaze-medium", value, "", successes, successes);
            sample.Add("antmaze-medium", value, "", successes, successes, successes);
        }
        return sample;
    }

    /// <summary>A point; the last episodes of each task are those that succeed.</summary>
    /// <param name="environment">Where.</param>
    /// <param name="value">On the compared axis.</param>
    /// <param name="repetition">On the other one.</param>
    /// <param name="successes">Per task; none for a point without a result.</param>
    public SweepSample Add(string environment, string value, string repetition, params int[] successes)
    {
        var id = $"{environment}-{value}-{repetition}";
        _jobs.Add(Job(SweepJobKind.Evaluate, id, $"evaluate {environment} {value} {repetition}", environment, _trainings, 1) with
        {
            Evaluation = new SweepSettings { Environment = environment, Bundle = $"models/bundles/{environment}", Episodes = Episodes, EvalSeed = 3, ActionNoise = 0 },
        });
        var values = new Dictionary<string, string> { ["environment"] = environment, [compare] = value };
        if (over is not null)
            values[over] = repetition;
        _points.Add(new SweepPoint(id, values));
        if (successes.Length > 0)
            _results[id] = new SweepResult { Job = id, Evaluation = Evaluate(successes) };
        return this;
    }

    /// <summary>A training that all points added later need.</summary>
    /// <param name="id">Its job.</param>
    /// <param name="metrics">What it logged last.</param>
    public SweepSample Train(string id, params (string Name, double Value)[] metrics)
    {
        _jobs.Add(Job(SweepJobKind.Train, id, $"train {id}", "pointmaze-medium", [], 100));
        _trainings = [id];
        _results[id] = new SweepResult { Job = id, OutputSha256 = new string('d', 64), Steps = 1, Metrics = metrics.ToDictionary() };
        return this;
    }

    /// <summary>Writes plan, results and timings into a folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="backwards">Whether the last result comes first, as it may with many workers.</param>
    /// <param name="seconds">Wall time of every job.</param>
    public SweepFolder Write(string path, bool backwards = false, double seconds = 1)
    {
        var folder = new SweepFolder(path);
        folder.Save(Plan);
        foreach (var result in backwards ? _results.Values.Reverse() : _results.Values)
            folder.Save(result, new SweepTiming(result.Job, seconds, seconds, new Percentiles(50, 60, 70, 80)));
        return folder;
    }

    private static SweepJob Job(SweepJobKind kind, string id, string title, string environment, IReadOnlyList<string> needs, double seconds) => new()
    {
        Id = id,
        Kind = kind,
        Title = title,
        Needs = needs,
        Threads = 1,
        MemoryMb = 300,
        EstimatedSeconds = seconds,
        Environment = environment,
    };

    private static SweepEvaluation Evaluate(int[] successes)
    {
        TaskResult[] tasks = [.. successes.Select((n, t) => new TaskResult(t + 1, $"corner {t + 1}", (double)n / Episodes, WilsonInterval.Of(n, Episodes), 100))];
        return new SweepEvaluation
        {
            BundleSha256 = new string('b', 64),
            ManagerPeriod = 25,
            Tasks = tasks,
            OverallSuccess = tasks.Average(task => task.Success),
            Episodes = [.. successes.SelectMany((n, t) => Enumerable.Range(0, Episodes).Select(i => Episode(t + 1, i, i >= Episodes - n)))],
        };
    }

    // Later episodes take longer, and fail farther away.
    private static SweepEpisode Episode(int task, int index, bool success) => new(
        task, index, (ulong)(1000 * task + index), success, success ? 100 + index : 500, 0, success ? 0.5 : 3 + index, 4, 0.25, new string('c', 64));
}
