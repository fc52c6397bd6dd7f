using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control.Evaluation;

/// <summary>How far a state is from a goal in what a task looks at: the elements of its success rule, else the position.</summary>
internal sealed class GoalDistance
{
    private const int PositionDim = 2;

    private readonly int[] _elements;

    public GoalDistance(EnvironmentSpec spec) => _elements = spec.Success is { } success
        ? [.. success.Parts.SelectMany(part => part.Elements)]
        : [.. Enumerable.Range(0, Math.Min(PositionDim, spec.Observation.Dim))];

    /// <summary>Euclidean, in the observation's units.</summary>
    public double Between(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal)
    {
        var square = 0.0;
        foreach (var element in _elements)
        {
            var difference = (double)observation[element] - goal[element];
            square += difference * difference;
        }
        return Math.Sqrt(square);
    }

    public static double Euclidean(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var square = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            var difference = (double)a[i] - b[i];
            square += difference * difference;
        }
        return Math.Sqrt(square);
    }
}
