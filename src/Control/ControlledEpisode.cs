using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>The loop's own copy of the running episode; an environment's time step is only valid until its next call.</summary>
internal sealed class ControlledEpisode(EnvironmentSpec spec)
{
    private float[] _observation = new float[spec.Observation.Dim];
    private float[] _previous = new float[spec.Observation.Dim];
    private float[] _goal = new float[spec.Goal.Dim];
    private float[] _previousGoal = new float[spec.Goal.Dim];

    public int TaskId { get; private set; }

    public ulong Seed { get; private set; }

    /// <summary>Steps since the reset.</summary>
    public int Length { get; private set; }

    public bool IsLast { get; private set; }

    public bool Success { get; private set; }

    /// <summary>The state now.</summary>
    public ReadOnlySpan<float> Observation => _observation;

    /// <summary>The state before the last step.</summary>
    public ReadOnlySpan<float> Previous => _previous;

    /// <summary>The goal now.</summary>
    public ReadOnlySpan<float> Goal => _goal;

    /// <summary>The goal before the last step; a person may have moved it.</summary>
    public ReadOnlySpan<float> PreviousGoal => _previousGoal;

    public void Begin(int taskId, ulong seed, in TimeStep first)
    {
        (TaskId, Seed, Length) = (taskId, seed, 0);
        Take(first);
    }

    /// <summary>Back to a state of some episode.</summary>
    public void Restore(int taskId, ulong seed, int length, in TimeStep step)
    {
        (TaskId, Seed, Length) = (taskId, seed, length);
        Take(step);
    }

    /// <summary>The same state, with another goal.</summary>
    public void Retarget(in TimeStep step) => Take(step);

    public void Advance(in TimeStep step)
    {
        (_observation, _previous) = (_previous, _observation);
        (_goal, _previousGoal) = (_previousGoal, _goal);
        Take(step);
        Length++;
    }

    private void Take(in TimeStep step)
    {
        step.Observation.CopyTo(_observation);
        step.Goal.CopyTo(_goal);
        (IsLast, Success) = (step.IsLast, step.Success);
    }
}
