using HiqlRobotics.Contracts;
using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Sweeps.Reports;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>Plan, launch, account for every job.</summary>
internal sealed class SweepRunner(SweepFolder folder, Terminal terminal)
{
    /// <summary>Runs a plan, or goes on with it.</summary>
    /// <param name="expanded">What the file says today.</param>
    /// <param name="resume">Whether the folder's frozen plan is to be gone on with.</param>
    /// <param name="launcher">Where jobs are run.</param>
    /// <exception cref="InputException">The folder holds another sweep, or one of another version.</exception>
    public SweepDocument Run(SweepPlan expanded, bool resume, Func<SweepPlan, ISweepLauncher> launcher)
    {
        using var mine = folder.Lock("");
        var started = terminal.Time.GetTimestamp();
        var plan = Freeze(expanded, resume);
        var state = new SweepState(plan, folder);
        foreach (var job in state.Torn)
            terminal.Note($"{job.Title}: its result file is torn; it runs again");
        if (state.DoneBefore > 0)
            terminal.Note($"sweep: {state.DoneBefore} of {state.Total} jobs are done");
        terminal.Live(live => launcher(plan).Run(state, new SweepBoard(plan, folder, state, live, terminal.Time)));
        // Also of what failed: nothing is lost without a word.
        SweepReportFiles.Write(plan, folder);
        return Describe(plan, folder, state, terminal.Time.GetElapsedTime(started).TotalSeconds) with
        {
            Report = Path.Combine(folder.Path, SweepReportFiles.Html),
        };
    }

    /// <summary>What a plan would do.</summary>
    public static SweepDocument Describe(SweepPlan plan, SweepFolder folder, SweepState state, double seconds) => new()
    {
        Name = plan.Name,
        Folder = folder.Path,
        Jobs = state.Total,
        Done = state.Done,
        DoneBefore = state.DoneBefore,
        Failed = state.Failures,
        NotStarted = [.. state.NotStarted.Select(job => job.Id)],
        Points = [.. plan.Points.Select(point => Describe(point, folder))],
        EstimatedSeconds = plan.Jobs.Sum(job => job.EstimatedSeconds),
        Seconds = seconds,
    };

    private static SweepPointDocument Describe(SweepPoint point, SweepFolder folder)
    {
        var evaluation = folder.TryLoad(point.Job, out var result, out _) ? result.Evaluation : null;
        return new SweepPointDocument(
            point.Job, point.Values, evaluation?.OverallSuccess,
            evaluation is null ? null : WilsonInterval.Of(evaluation.Episodes.Count(episode => episode.Success), evaluation.Episodes.Count));
    }

    // Once frozen, a plan is what runs: a file or a program that has changed since is another sweep.
    private SweepPlan Freeze(SweepPlan expanded, bool resume)
    {
        if (!folder.HasPlan)
        {
            folder.Save(expanded);
            return expanded;
        }
        if (!resume)
            throw new InputException($"{folder.Path}: holds a sweep already; --resume goes on with it, --out takes another folder");
        var frozen = SweepPlan.Load(folder.Path);
        if (frozen.Versions != expanded.Versions)
            throw new InputException($"{folder.Path}: was planned with other versions ({frozen.Versions}, now {expanded.Versions}); results would mix: take another --out");
        if (frozen.ToJson() != expanded.ToJson())
            throw new InputException($"{expanded.Source}: has changed since {folder.Path} was planned ({frozen.Jobs.Count} jobs then, {expanded.Jobs.Count} now); take another --out, or undo the change");
        return frozen;
    }
}
