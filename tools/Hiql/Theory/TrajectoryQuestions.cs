using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;

namespace HiqlRobotics.Tools.Theory;

/// <summary>
/// Without a maze the data alone say what is near: the goal is a state that the trajectory reaches later, and a later state
/// counts as nearer. Data that wander make V look worse than it is, both ways alike.
/// </summary>
internal static class TrajectoryQuestions
{
    private const int Starts = 1000, GoalsPerStart = 16, Horizon = 300;

    public static ValueQuestions Ask(TrajectoryDataset data, int k, ulong seed)
    {
        var random = new RandomStream(seed, "theory/trajectories");
        var questions = new List<ValueQuestion>();
        var goals = new List<long>();
        var rows = ValueRows.Starts(data, k, Starts, random);
        for (var i = 0; i < rows.Length; i++)
            for (var n = 0; n < GoalsPerStart; n++)
            {
                var distance = 1 + random.NextInt32(Math.Min(Horizon, data.Index.LastUsable[rows[i]] - rows[i]));
                questions.Add(new ValueQuestion(i, goals.Count, distance, Next: 1, Later: distance >= k ? 1 : 0));
                goals.Add(rows[i] + distance);
            }
        return new ValueQuestions { Unit = "steps", Rows = rows, Goals = data.RawObservations([.. goals]), SharedGoals = 0, All = questions };
    }
}
