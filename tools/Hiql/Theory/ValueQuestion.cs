namespace HiqlRobotics.Tools.Theory;

/// <summary>
/// Which state is nearer to the goal? Asked of row i and the next one, and of row i and the one k later; +1: the later one,
/// −1: row i, 0: not asked.
/// </summary>
/// <param name="Row">i, of the dataset.</param>
/// <param name="Goal">Which goal, of those the questions come with.</param>
/// <param name="Distance">From row i to the goal.</param>
/// <param name="Next">The answer for row i + 1.</param>
/// <param name="Later">The answer for row i + k.</param>
internal readonly record struct ValueQuestion(int Row, int Goal, int Distance, int Next, int Later);

/// <summary>Questions whose answers are known without V.</summary>
/// <param name="Unit">Unit of the distances.</param>
/// <param name="Goals">Shape (goals, goal_dim).</param>
/// <param name="All">The questions.</param>
internal sealed record ValueQuestions(string Unit, float[] Goals, IReadOnlyList<ValueQuestion> All);
