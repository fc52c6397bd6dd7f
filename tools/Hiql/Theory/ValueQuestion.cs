namespace HiqlRobotics.Tools.Theory;

/// <summary>
/// Which state is nearer to the goal? Asked of row i and the next one, and of row i and the one k later; +1: the later one,
/// −1: row i, 0: not asked.
/// </summary>
/// <param name="Start">Which row i, of those the questions come with.</param>
/// <param name="Goal">Which goal, likewise.</param>
/// <param name="Distance">From row i to the goal.</param>
/// <param name="Next">The answer for row i + 1.</param>
/// <param name="Later">The answer for row i + k.</param>
internal readonly record struct ValueQuestion(int Start, int Goal, int Distance, int Next, int Later);

/// <summary>Questions whose answers are known without V.</summary>
internal sealed record ValueQuestions
{
    /// <summary>Unit of the distances.</summary>
    public required string Unit { get; init; }

    /// <summary>Rows i of the dataset.</summary>
    public required int[] Rows { get; init; }

    /// <summary>Shape (goals, goal_dim).</summary>
    public required float[] Goals { get; init; }

    /// <summary>How many goals there are, where every start is asked about each of them; 0 where each start has its own.</summary>
    public required int SharedGoals { get; init; }

    public required IReadOnlyList<ValueQuestion> All { get; init; }
}
