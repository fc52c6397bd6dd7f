using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control.Evaluation;

/// <summary>How far a state is from a goal in what a task looks at: the elements of its success rule, else the position.</summary>
internal sealed class GoalDistance(EnvironmentSpec spec)
{
    private const int PositionDim = 2;

    private readonly SuccessPart _all = new(
        spec.Success is { } success
            ? [.. success.Parts.SelectMany(part => part.Elements)]
            : [.. Enumerable.Range(0, Math.Min(PositionDim, spec.Observation.Dim))],
        Tolerance: 0);

    /// <summary>Euclidean, over all these elements together, in the observation's units.</summary>
    public double Between(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal) => _all.Distance(observation, goal);
}
