using HiqlRobotics.Contracts;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Tools.Sweeps;

namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql eval --json</c> prints.</summary>
internal sealed record EvalDocument
{
    public required string Environment { get; init; }

    public required string Bundle { get; init; }

    public required string BundleSha256 { get; init; }

    /// <summary><c>hiql</c>, <c>flat</c> or <c>random</c>.</summary>
    public required string Policy { get; init; }

    /// <summary>The agent the bundle was trained as.</summary>
    public required string Agent { get; init; }

    /// <summary>Control steps a subgoal was held; 0 where there is no manager.</summary>
    public required int ManagerPeriod { get; init; }

    /// <summary>The landmark graph that was followed; absent without one.</summary>
    public GraphSettings? Graph { get; init; }

    public required ulong Seed { get; init; }

    public required int EpisodesPerTask { get; init; }

    public required IReadOnlyList<TaskResult> Tasks { get; init; }

    /// <summary>Mean over the tasks.</summary>
    public required double OverallSuccess { get; init; }

    /// <summary>95 % interval of the overall success, low and high.</summary>
    public required IReadOnlyList<double> Ci95 { get; init; }

    /// <summary>Ticks with non-finite numbers; 0 for a healthy controller.</summary>
    public required long Faults { get; init; }

    /// <summary>Share of all control steps that ended with the robot at a wall; absent in a world without walls.</summary>
    public double? WallContact { get; init; }

    public required double EnvStepsPerSecond { get; init; }

    public required double Seconds { get; init; }

    /// <summary>The episode, where there was only one.</summary>
    public SweepEpisode? Episode { get; init; }

    /// <summary>The film that was made; absent without one.</summary>
    public VideoDocument? Video { get; init; }
}
