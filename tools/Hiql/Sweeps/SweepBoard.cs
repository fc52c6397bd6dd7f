using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>What a person sees while a sweep runs: how far it is, how long it will take, and the means so far.</summary>
internal sealed class SweepBoard
{
    private readonly SweepPlan _plan;
    private readonly SweepFolder _folder;
    private readonly LiveText _live;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly double _estimatedBefore;
    private readonly Dictionary<string, SweepEvaluation> _evaluations = [];

    /// <param name="plan">The plan.</param>
    /// <param name="folder">Its results.</param>
    /// <param name="state">Where it begins.</param>
    /// <param name="live">Where it is shown.</param>
    /// <param name="time">For the rest of the way.</param>
    public SweepBoard(SweepPlan plan, SweepFolder folder, SweepState state, LiveText live, TimeProvider time)
    {
        (_plan, _folder, _live, _time) = (plan, folder, live, time);
        _started = time.GetTimestamp();
        _estimatedBefore = state.EstimatedSeconds.Done;
        foreach (var point in plan.Points)
            Remember(point.Job);
        _live.Show(Progress(state), Means());
    }

    /// <summary>A job ended.</summary>
    /// <param name="state">What is done now.</param>
    /// <param name="job">Which.</param>
    /// <param name="complaint">What went wrong; null if nothing.</param>
    public void Update(SweepState state, SweepJob job, string? complaint)
    {
        Remember(job.Id);
        if (complaint is not null)
            _live.Note(complaint);
        else
            _live.Note($"{Progress(state)}  {job.Title}{Outcome(job)}", onlyPlain: true);
        _live.Show(Progress(state), Means());
    }

    /// <summary>Something that is no job's end.</summary>
    public void Note(string line) => _live.Note(line);

    // A result is read when its job ends, not again for every job after it.
    private void Remember(string job)
    {
        if (_folder.TryLoad(job, out var result, out _) && result.Evaluation is { } evaluation)
            _evaluations[job] = evaluation;
    }

    private string Outcome(SweepJob job) =>
        _evaluations.TryGetValue(job.Id, out var evaluation) ? $": {Text.Percent(evaluation.OverallSuccess)}" : "";

    private string Progress(SweepState state)
    {
        var (left, done) = state.EstimatedSeconds;
        var seconds = _time.GetElapsedTime(_started).TotalSeconds;
        // The guesses are right up to a factor, which what is done tells.
        var eta = done > _estimatedBefore && left > 0 ? $"  {Text.Duration(seconds * left / (done - _estimatedBefore))} left" : "";
        var failed = state.Failures.Count > 0 ? $"  {state.Failures.Count} failed" : "";
        return $"sweep: {state.Done}/{state.Total} jobs{failed}{eta}";
    }

    private string Means()
    {
        var groups = _plan.Points.GroupBy(point => point.Values.GetValueOrDefault(_plan.View.Compare, "")).Select(group => (string[])[group.Key, .. Mean(group)]);
        return Text.Table([[_plan.View.Compare, "evaluated", "success", "95 % interval"], .. groups]);
    }

    private string[] Mean(IEnumerable<SweepPoint> points)
    {
        var all = points.ToArray();
        var evaluations = all.Select(point => _evaluations.GetValueOrDefault(point.Job)).OfType<SweepEvaluation>().ToArray();
        var episodes = evaluations.SelectMany(evaluation => evaluation.Episodes).ToArray();
        return evaluations.Length == 0 ? [$"0 of {all.Length}", "", ""] :
        [
            $"{evaluations.Length} of {all.Length}",
            Text.Percent(evaluations.Average(evaluation => evaluation.OverallSuccess)),
            Text.Interval(WilsonInterval.Of(episodes.Count(episode => episode.Success), episodes.Length)),
        ];
    }
}
