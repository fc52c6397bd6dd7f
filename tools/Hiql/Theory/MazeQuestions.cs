using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;

namespace HiqlRobotics.Tools.Theory;

/// <summary>
/// In a maze any dataset state may be a goal, since the shortest way says how far it is: no trajectory has to lead there.
/// A pair counts where at least half of the move goes along the way; sideways neither state is nearer.
/// </summary>
internal static class MazeQuestions
{
    private const int Starts = 400, GoalCount = 64;
    private const double LeastShare = 0.5;

    public static ValueQuestions Ask(MazeLayout maze, TrajectoryDataset data, ReadOnlySpan<float> landmarks, int k, ulong seed)
    {
        var random = new RandomStream(seed, "theory/maze");
        var width = data.Scaling.Mean.Count;
        var rows = ValueRows.Starts(data, k, Starts, random);
        var here = data.RawObservations([.. rows.Select(row => (long)row)]);
        var next = data.RawObservations([.. rows.Select(row => row + 1L)]);
        var later = data.RawObservations([.. rows.Select(row => (long)row + k)]);
        var goals = Goals(data, landmarks, random);
        var questions = new List<ValueQuestion>();
        for (var goal = 0; goal < GoalCount; goal++)
        {
            var distance = new MazeDistance(maze, goals[goal * width], goals[goal * width + 1]);
            for (var i = 0; i < rows.Length && distance.Reachable; i++)
            {
                var from = At(here, i);
                var cells = distance.Cells(from.X, from.Y);
                if (cells > 0)
                    questions.Add(new ValueQuestion(i, goal, cells, Nearer(distance, from, At(next, i)), Nearer(distance, from, At(later, i))));
            }
        }
        return new ValueQuestions { Unit = "cells", Rows = rows, Goals = goals, SharedGoals = GoalCount, All = questions };

        (double X, double Y) At(float[] states, int i) => (states[i * width], states[i * width + 1]);
    }

    // The bundle's landmarks are spread over the maze, which states of a dataset drawn at random are not.
    private static float[] Goals(TrajectoryDataset data, ReadOnlySpan<float> landmarks, RandomStream random)
    {
        if (landmarks.IsEmpty)
            return data.RawObservations([.. ValueRows.Starts(data, 1, GoalCount, random).Select(row => (long)row)]);
        var width = data.Scaling.Mean.Count;
        var goals = new float[GoalCount * width];
        for (var goal = 0; goal < GoalCount; goal++)
            landmarks.Slice(random.NextInt32(landmarks.Length / width) * width, width).CopyTo(goals.AsSpan(goal * width));
        return goals;
    }

    private static int Nearer(MazeDistance distance, (double X, double Y) from, (double X, double Y) to)
    {
        if (distance.Cells(to.X, to.Y) < 0)
            return 0;
        var progress = distance.Metres(from.X, from.Y) - distance.Metres(to.X, to.Y);
        var moved = Math.Sqrt((to.X - from.X) * (to.X - from.X) + (to.Y - from.Y) * (to.Y - from.Y));
        return moved > 0 && Math.Abs(progress) >= LeastShare * moved ? Math.Sign(progress) : 0;
    }
}
