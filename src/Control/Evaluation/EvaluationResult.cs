using System.Text.Json.Serialization;

namespace HiqlRobotics.Control.Evaluation;

/// <summary>What an evaluation found; serialised as it is by <c>hiql eval --json</c>.</summary>
public sealed record EvaluationResult
{
    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>Results by task, in the order asked for.</summary>
    public required IReadOnlyList<TaskResult> Tasks { get; init; }

    /// <summary>Unweighted mean of the tasks' success rates.</summary>
    public required double OverallSuccess { get; init; }

    /// <summary>95 % Wilson interval over all episodes.</summary>
    public required double[] Ci95 { get; init; }

    /// <summary>Control steps a subgoal was held; 0 without a manager.</summary>
    public required int ManagerPeriod { get; init; }

    /// <summary>Episodes per task.</summary>
    public required int EpisodesPerTask { get; init; }

    /// <summary>Seed of all episodes.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Ticks with non-finite numbers, over all episodes; 0 for a healthy controller.</summary>
    public required long Faults { get; init; }

    /// <summary>Share of all control steps that ended with the robot at a wall; null in a world without walls.</summary>
    public double? WallContact { get; init; }

    /// <summary>Control steps of all threads per second of wall time.</summary>
    public required double EnvStepsPerSecond { get; init; }

    /// <summary>Every episode, by task and index.</summary>
    [JsonIgnore]
    public required IReadOnlyList<EpisodeResult> Episodes { get; init; }
}

/// <summary>One task's part.</summary>
/// <param name="Id">1-based task id.</param>
/// <param name="Name">What it asks for.</param>
/// <param name="Success">Share of its episodes that succeeded.</param>
/// <param name="Ci95">95 % Wilson interval of it.</param>
/// <param name="MeanLength">Mean control steps per episode, successful or not.</param>
public sealed record TaskResult(int Id, string Name, double Success, double[] Ci95, double MeanLength);

/// <summary>One episode.</summary>
/// <param name="TaskId">1-based task id.</param>
/// <param name="Index">Number within its task, from 0.</param>
/// <param name="Seed">Reproduces it: <c>Reset(TaskId, Seed)</c>.</param>
/// <param name="Success">Whether its last step satisfied the task.</param>
/// <param name="Length">Control steps.</param>
/// <param name="Faults">Ticks with non-finite numbers.</param>
/// <param name="Details">What else was seen of it.</param>
public sealed record EpisodeResult(
    int TaskId, int Index, ulong Seed, bool Success, int Length, long Faults, EpisodeDetails Details);

/// <summary>How an episode went.</summary>
public sealed record EpisodeDetails
{
    /// <summary>Euclidean distance to the goal at its end, over what success looks at (else the position), in the observation's units.</summary>
    public required double FinalDistance { get; init; }

    /// <summary>Different subgoals that were followed, one after the other; 0 without a manager.</summary>
    public required int Subgoals { get; init; }

    /// <summary>Mean Euclidean distance between one subgoal and the next, in the subgoal's units: how much the manager changes its mind.</summary>
    public required double SubgoalChange { get; init; }

    /// <summary>Share of its steps that ended with the robot at a wall; null in a world without walls.</summary>
    public double? WallContact { get; init; }

    /// <summary>SHA-256 over the float32 observations, first to last: equal where two episodes are equal to the bit.</summary>
    public required string StateSha256 { get; init; }

    /// <summary>From observation to action, µs. Of this run; everything else is the same each time.</summary>
    public required Percentiles PolicyUs { get; init; }

    /// <summary>Shape (Length + 1, observation_dim) if recorded, else null.</summary>
    public float[]? Observations { get; init; }
}

/// <summary>How far an evaluation is.</summary>
/// <param name="Done">Episodes that ended.</param>
/// <param name="Total">Episodes in all.</param>
/// <param name="Successes">Episodes that succeeded so far.</param>
public readonly record struct EvaluationProgress(int Done, int Total, int Successes);
