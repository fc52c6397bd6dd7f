using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>What a job found: the same bytes on every run, so that nothing in a report depends on who ran what when.</summary>
internal sealed record SweepResult
{
    /// <summary>Id of the job.</summary>
    public required string Job { get; init; }

    /// <summary>Hash of what it made: dataset, bundle; null for evaluations.</summary>
    public string? OutputSha256 { get; init; }

    /// <summary>Transitions collected, or gradient steps; null for evaluations.</summary>
    public long? Steps { get; init; }

    /// <summary>The last logged value of every metric of a training; null for others.</summary>
    public IReadOnlyDictionary<string, double>? Metrics { get; init; }

    /// <summary>Null for what is no evaluation.</summary>
    public SweepEvaluation? Evaluation { get; init; }
}

/// <summary>An evaluation, episode by episode.</summary>
internal sealed record SweepEvaluation
{
    public required string BundleSha256 { get; init; }

    /// <summary>Control steps a subgoal was held; 0 without a manager.</summary>
    public required int ManagerPeriod { get; init; }

    public required IReadOnlyList<TaskResult> Tasks { get; init; }

    /// <summary>Unweighted mean of the tasks' success rates.</summary>
    public required double OverallSuccess { get; init; }

    /// <summary>Share of all control steps that ended with the robot at a wall; null in a world without walls.</summary>
    public double? WallContact { get; init; }

    /// <summary>By task and index.</summary>
    public required IReadOnlyList<SweepEpisode> Episodes { get; init; }
}

/// <summary>One episode.</summary>
/// <param name="Task">1-based task id.</param>
/// <param name="Index">Number within its task, from 0.</param>
/// <param name="Seed">Reproduces its start.</param>
/// <param name="Success">Whether its last step satisfied the task.</param>
/// <param name="Length">Control steps.</param>
/// <param name="Faults">Ticks with non-finite numbers.</param>
/// <param name="FinalDistance">To the goal, in the observation's units; NaN where the simulation failed at once.</param>
/// <param name="Subgoals">Different subgoals followed.</param>
/// <param name="SubgoalChange">Mean distance between one subgoal and the next.</param>
/// <param name="StateSha256">Over all observations.</param>
internal sealed record SweepEpisode(
    int Task, int Index, ulong Seed, bool Success, int Length, long Faults, double FinalDistance, int Subgoals, double SubgoalChange, string StateSha256)
{
    public static SweepEpisode Of(EpisodeResult episode) => new(
        episode.TaskId, episode.Index, episode.Seed, episode.Success, episode.Length, episode.Faults, episode.Details.FinalDistance,
        episode.Details.Subgoals, episode.Details.SubgoalChange, episode.Details.StateSha256);
}

/// <summary>What a job cost: of one run on one machine, and therefore in a file of its own.</summary>
/// <param name="Job">Id of the job.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">Processor time of its process.</param>
/// <param name="PolicyUs">From observation to action: medians, and the worst of the episodes' 99th percentiles and maxima; null for what is no evaluation.</param>
internal sealed record SweepTiming(string Job, double Seconds, double CpuSeconds, Percentiles? PolicyUs);

/// <summary>Why a job has no result.</summary>
/// <param name="Job">Id of the job.</param>
/// <param name="Title">What it was to do.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">One line.</param>
/// <param name="Log">What it said, relative to the sweep's folder.</param>
internal sealed record SweepFailure(string Job, string Title, int Attempts, string Reason, string Log);
