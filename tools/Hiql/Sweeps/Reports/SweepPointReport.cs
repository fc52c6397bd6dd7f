using HiqlRobotics.Control.Evaluation;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>One point of the grid.</summary>
internal sealed record SweepPointReport
{
    /// <summary>Id of its evaluation.</summary>
    public required string Job { get; init; }

    public required string Environment { get; init; }

    /// <summary>Its place on every axis.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Finds its numbers again.</summary>
    public required string Command { get; init; }

    /// <summary>Null without a result.</summary>
    public SweepPointResult? Result { get; init; }
}

/// <summary>What its evaluation found.</summary>
internal sealed record SweepPointResult
{
    public required string BundleSha256 { get; init; }

    /// <summary>Control steps a subgoal was held; 0 without a manager.</summary>
    public required int ManagerPeriod { get; init; }

    /// <summary>Unweighted mean of the tasks' success rates.</summary>
    public required double Success { get; init; }

    /// <summary>Wilson's interval over all episodes.</summary>
    public required double[] Ci95 { get; init; }

    public required int Episodes { get; init; }

    public required IReadOnlyList<TaskResult> Tasks { get; init; }

    /// <summary>Mean control steps, successful or not.</summary>
    public required double MeanLength { get; init; }

    /// <summary>Mean distance to the goal at the end, in the observation's units; NaN where no episode has one.</summary>
    public required double FinalDistance { get; init; }

    /// <summary>Mean number of subgoals followed.</summary>
    public required double Subgoals { get; init; }

    /// <summary>Mean distance between one subgoal and the next.</summary>
    public required double SubgoalChange { get; init; }

    /// <summary>Share of all control steps that ended with the robot at a wall; null in a world without walls.</summary>
    public double? WallContact { get; init; }

    /// <summary>Ticks with non-finite numbers.</summary>
    public required long Faults { get; init; }

    public required SweepReplay Worst { get; init; }

    public required SweepReplay Median { get; init; }
}

/// <summary>An episode worth a look, and what shows it.</summary>
/// <param name="Episode">As the result has it.</param>
/// <param name="Command">Films it; says the same state hash.</param>
internal sealed record SweepReplay(SweepEpisode Episode, string Command);
