using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>Takes part in a tick after the action was sent: logs, trails, graphs. Must not allocate, wait or throw.</summary>
public interface ITickRecorder
{
    /// <summary>One tick; the spans are valid during the call.</summary>
    void Record(in TickRecord tick);
}

/// <summary>Everything about one control tick.</summary>
public readonly ref struct TickRecord
{
    /// <summary>A tick without a value.</summary>
    public TickRecord()
    {
    }

    /// <summary>Ticks since the run began.</summary>
    public required long Tick { get; init; }

    /// <summary>Episodes since the run began.</summary>
    public required int Episode { get; init; }

    /// <summary>Steps since the episode's reset.</summary>
    public required int EpisodeStep { get; init; }

    /// <summary>Task of the episode.</summary>
    public required int TaskId { get; init; }

    /// <summary>With the task, reproduces the episode's start.</summary>
    public required ulong EpisodeSeed { get; init; }

    /// <summary>How the controller stood when it chose the action.</summary>
    public required ControlState State { get; init; }

    /// <summary>What was wrong with the tick.</summary>
    public required ControlFault Fault { get; init; }

    /// <summary>Whether the action ended the episode.</summary>
    public required bool IsLast { get; init; }

    /// <summary>Whether the state after the action satisfies the task.</summary>
    public required bool Success { get; init; }

    /// <summary>Wake-up minus deadline, nanoseconds; 0 in lock-step.</summary>
    public required long Lateness { get; init; }

    /// <summary>Nanoseconds from the wake-up to the filtered action.</summary>
    public required long PolicyTime { get; init; }

    /// <summary>Nanoseconds from the wake-up to the end of the step.</summary>
    public required long ComputeTime { get; init; }

    /// <summary>What the policy saw, shape (<c>observation_dim</c>,).</summary>
    public required ReadOnlySpan<float> Observation { get; init; }

    /// <summary>The goal it was given, shape (<c>goal_dim</c>,).</summary>
    public required ReadOnlySpan<float> Goal { get; init; }

    /// <summary>The subgoal it followed; empty for policies without one.</summary>
    public required ReadOnlySpan<float> Subgoal { get; init; }

    /// <summary>Control steps since the subgoal was chosen.</summary>
    public int SubgoalAge { get; init; }

    /// <summary>V(observation, goal); NaN where nobody asked for it.</summary>
    public float Value { get; init; } = float.NaN;

    /// <summary>The environment before the action (<see cref="IInteractiveEnvironment.SaveState"/>); empty where it cannot be wound back.</summary>
    public ReadOnlySpan<byte> EnvironmentState { get; init; }

    /// <summary>The controller before it was asked; empty where it cannot be wound back.</summary>
    public ReadOnlySpan<byte> PolicyState { get; init; }

    /// <summary>What was sent, shape (<c>action_dim</c>,).</summary>
    public required ReadOnlySpan<float> Action { get; init; }

    /// <summary>The observation after the action, shape (<c>observation_dim</c>,).</summary>
    public required ReadOnlySpan<float> NextObservation { get; init; }
}
