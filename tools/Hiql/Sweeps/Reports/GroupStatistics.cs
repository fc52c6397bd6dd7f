using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Scores of a group → its statistics.</summary>
internal sealed class GroupStatistics
{
    private const int ProfileSteps = 20;

    // A band over a grid of thresholds needs fewer draws than the ends of one interval (rliable).
    private const int ProfileResamples = 2000;

    private static readonly double[] Thresholds = [.. Enumerable.Range(0, ProfileSteps + 1).Select(step => (double)step / ProfileSteps)];

    private readonly BootstrapOptions _options;
    private readonly bool _paired;

    /// <param name="options">Of all draws.</param>
    /// <param name="paired">Whether equal seeds mean equal episodes.</param>
    public GroupStatistics(BootstrapOptions options, bool paired) => (_options, _paired) = (options, paired);

    /// <summary>All values and what sets them apart; the words come later.</summary>
    public SweepGroup Of(string title, IReadOnlyDictionary<string, string> settings, IReadOnlyList<ScoredValue> scored)
    {
        var values = scored.Select(Describe).ToArray();
        // MaxBy keeps the first of equals, and so the plan's order decides.
        var best = Enumerable.Range(0, values.Length).Where(i => values[i].Success is not null).Select(i => (int?)i).MaxBy(i => values[i!.Value].Success);
        return new SweepGroup
        {
            Title = title,
            Settings = settings,
            Verdict = "",
            Best = best is { } b ? values[b].Value : null,
            Values = [.. values.Select((value, i) => value with
            {
                VersusBest = best is { } top ? Compare(scored, values, i, top) : null,
                VersusFirst = Compare(scored, values, i, 0),
            })],
        };
    }

    private SweepValue Describe(ScoredValue value)
    {
        var blank = new SweepValue
        {
            Value = value.Value,
            Planned = value.Planned,
            Runs = [.. value.Runs.Select(run => new SweepRun(run.Repetition, run.Success))],
            Episodes = value.Runs.Sum(Episodes),
        };
        if (value.Runs.Count == 0)
            return blank;
        var scores = value.Scores(value.CommonTasks);
        var seeds = SeedAggregate.Of([.. scores.Select(run => (double[][])[run])], last: 1);
        var several = scores.Length > 1;
        var iqm = StratifiedBootstrap.Interval(scores, Aggregate.InterquartileMean, _options);
        return blank with
        {
            Success = seeds.Mean,
            Ci95 = several ? Bounds(StratifiedBootstrap.Interval(scores, Aggregate.Mean, _options)) : Wilson(seeds.Mean, blank.Episodes),
            Deviation = seeds.StandardDeviation,
            Iqm = iqm.Value,
            IqmCi95 = several ? Bounds(iqm) : null,
            Worst = several ? blank.Runs.MinBy(run => run.Success) : null,
            Tasks = Tasks(value),
            Profile = PerformanceProfile.Of(scores, Thresholds, _options with { Resamples = ProfileResamples }),
        };
    }

    private SweepComparison? Compare(IReadOnlyList<ScoredValue> scored, SweepValue[] values, int i, int with) =>
        i == with || scored[i].Runs.Count == 0 || scored[with].Runs.Count == 0 ? null
            : new ValueComparison(_options, _paired, scored.Count(value => value.Runs.Count > 0) - 1).Of((scored[i], values[i].Ci95!), (scored[with], values[with].Ci95!));

    private static SweepTask[] Tasks(ScoredValue value) =>
        [.. value.Runs.SelectMany(run => run.Tasks).GroupBy(task => task.Id).Select(runs =>
        {
            var episodes = runs.SelectMany(task => task.Episodes).ToArray();
            var successes = episodes.Count(episode => episode.Success);
            return new SweepTask(runs.First().Name, (double)successes / episodes.Length, WilsonInterval.Of(successes, episodes.Length), episodes.Length);
        })];

    // Tasks with more episodes than others must not pull the interval away from the unweighted mean.
    private static double[] Wilson(double success, int episodes) => WilsonInterval.Of((long)Math.Round(success * episodes), episodes);

    private static double[] Bounds(Estimate estimate) => [estimate.Low, estimate.High];

    private static int Episodes(ScoredRun run) => run.Tasks.Sum(task => task.Episodes.Count);
}
