namespace HiqlRobotics.Contracts;

/// <summary>Everything a policy, a dataset or a bundle must agree on with an environment.</summary>
public sealed record EnvironmentSpec
{
    /// <summary>OGBench's name without the version: <c>pointmaze-medium</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Layout of the observation.</summary>
    public required ArraySpec Observation { get; init; }

    /// <summary>Layout of the goal; in OGBench a full observation.</summary>
    public required ArraySpec Goal { get; init; }

    /// <summary>Layout of the action.</summary>
    public required ArraySpec Action { get; init; }

    /// <summary>Seconds between two control steps.</summary>
    public required double ControlTimestep { get; init; }

    /// <summary>Control steps after which an episode ends without success.</summary>
    public required int MaxSteps { get; init; }

    /// <summary>The evaluation tasks, ids 1…n in order.</summary>
    public required IReadOnlyList<TaskSpec> Tasks { get; init; }

    /// <summary>The maze this environment is built on; null where there is none.</summary>
    public MazeLayout? Maze { get; init; }

    /// <summary>When a state has reached a goal; null where observations do not tell.</summary>
    public SuccessRule? Success { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the MJCF text the physics was compiled from.</summary>
    public required string ModelHash { get; init; }
}

/// <summary>One evaluation task.</summary>
/// <param name="Id">1-based, as OGBench's <c>task_id</c>.</param>
/// <param name="Name">What it asks for, e.g. <c>(1,1) to (6,6)</c>.</param>
public sealed record TaskSpec(int Id, string Name);
