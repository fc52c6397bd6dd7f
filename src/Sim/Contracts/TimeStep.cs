namespace HiqlRobotics.Contracts;

/// <summary>
/// What an environment answers to a reset or a step. A view on the environment's own buffers: valid until the next
/// call, so a tick copies what it keeps and nothing is allocated.
/// </summary>
public readonly ref struct TimeStep
{
    /// <summary>Where in the episode this is.</summary>
    public required StepType StepType { get; init; }

    /// <summary>The observation, shape (<c>observation_dim</c>,), units as named by the specification.</summary>
    public required ReadOnlySpan<float> Observation { get; init; }

    /// <summary>The goal of the episode, a full observation, shape (<c>goal_dim</c>,).</summary>
    public required ReadOnlySpan<float> Goal { get; init; }

    /// <summary>1 on success, else 0 (OGBench's sparse reward, judged after the action).</summary>
    public required float Reward { get; init; }

    /// <summary>Whether the state after the action satisfies the task.</summary>
    public required bool Success { get; init; }

    /// <summary>Whether the episode is over.</summary>
    public bool IsLast => StepType == StepType.Last;
}
