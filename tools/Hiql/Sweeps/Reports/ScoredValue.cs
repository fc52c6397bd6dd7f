namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>One value of the compared axis and the runs it has, as scores.</summary>
/// <param name="Value">The value.</param>
/// <param name="Planned">Runs of the plan.</param>
/// <param name="Runs">Those with a result.</param>
internal sealed record ScoredValue(string Value, int Planned, IReadOnlyList<ScoredRun> Runs)
{
    /// <summary>Tasks that every run has.</summary>
    public IReadOnlyList<int> CommonTasks => Runs.Count == 0 ? []
        : [.. Runs[0].Tasks.Select(task => task.Id).Where(id => Runs.All(run => run.Tasks.Any(task => task.Id == id)))];

    /// <summary>Shape (runs, tasks); a run's mean alone where its tasks have no others to stand beside.</summary>
    public double[][] Scores(IReadOnlyList<int> tasks) =>
        [.. Runs.Select(run => tasks.Count == 0 ? [run.Success] : tasks.Select(id => run.Tasks.First(task => task.Id == id).Success).ToArray())];
}

/// <summary>One run: its episodes by task.</summary>
/// <param name="Repetition">Which of the repetitions; empty where there is no such axis.</param>
/// <param name="Tasks">In the order of the evaluation.</param>
internal sealed record ScoredRun(string Repetition, IReadOnlyList<ScoredTask> Tasks)
{
    public double Success => Tasks.Average(task => task.Success);
}

/// <summary>The episodes of one task in one run.</summary>
/// <param name="Id">The same for the same task of a group.</param>
/// <param name="Name">What it asks for.</param>
/// <param name="Episodes">At least one.</param>
internal sealed record ScoredTask(int Id, string Name, IReadOnlyList<SweepEpisode> Episodes)
{
    public double Success => (double)Episodes.Count(episode => episode.Success) / Episodes.Count;
}
