namespace HiqlRobotics.Contracts;

/// <summary>When a state has reached a goal, as a test on the two observations: what a task asks for in the words of a learner.</summary>
/// <param name="Parts">All of them must hold.</param>
public sealed record SuccessRule(IReadOnlyList<SuccessPart> Parts)
{
    /// <summary>The one part of a task that asks for one thing.</summary>
    public static SuccessRule Within(double tolerance, params int[] elements) => new([new SuccessPart(elements, tolerance)]);

    /// <summary>Whether a state has reached a goal.</summary>
    /// <param name="observation">Shape (observation_dim,).</param>
    /// <param name="goal">Shape (observation_dim,).</param>
    public bool Holds(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal)
    {
        foreach (var part in Parts)
            if (!part.Holds(observation, goal))
                return false;
        return true;
    }
}

/// <summary>One thing that has to be where it is wanted: a position, a joint, a button.</summary>
/// <param name="Elements">Of the observation, and the same of the goal.</param>
/// <param name="Tolerance">Greatest Euclidean distance between the two, in the observation's units.</param>
public sealed record SuccessPart(IReadOnlyList<int> Elements, double Tolerance)
{
    /// <summary>Euclidean distance between the two, in the observation's units.</summary>
    public double Distance(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal)
    {
        var square = 0.0;
        for (var i = 0; i < Elements.Count; i++)
        {
            var difference = (double)observation[Elements[i]] - goal[Elements[i]];
            square += difference * difference;
        }
        return Math.Sqrt(square);
    }

    internal bool Holds(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal) => Distance(observation, goal) <= Tolerance;
}
