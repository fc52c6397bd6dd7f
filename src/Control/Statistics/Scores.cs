namespace HiqlRobotics.Control.Statistics;

/// <summary>What all statistics ask of a matrix of scores: shape (runs, tasks), something in it, no holes.</summary>
internal static class Scores
{
    /// <summary>Throws unless the matrix is one.</summary>
    public static void Require(IReadOnlyList<double[]> scores, string name)
    {
        ArgumentNullException.ThrowIfNull(scores, name);
        if (scores.Count == 0 || scores[0].Length == 0)
            throw new ArgumentException($"{name}: there is no score", name);
        for (var run = 0; run < scores.Count; run++)
            if (scores[run].Length != scores[0].Length)
                throw new ArgumentException($"{name}: run 0 has {scores[0].Length} tasks, run {run} has {scores[run].Length}", name);
        RequireNumbers(scores.SelectMany(run => run), name);
    }

    /// <summary>Throws where a score is no number: sorted and averaged it would spoil the rest without a word.</summary>
    public static void RequireNumbers(IEnumerable<double> values, string name)
    {
        foreach (var value in values)
            if (!double.IsFinite(value))
                throw new ArgumentException($"{name}: {value} is no score", name);
    }

    /// <summary>
    /// The same matrix with every task's scores in ascending order. Runs are exchangeable within a task, and so neither the
    /// order in which jobs finished nor that of their files changes a bit of what follows.
    /// </summary>
    public static double[][] SortedByTask(IReadOnlyList<double[]> scores)
    {
        var sorted = scores.Select(run => new double[run.Length]).ToArray();
        for (var task = 0; task < scores[0].Length; task++)
        {
            var column = scores.Select(run => run[task]).Order().ToArray();
            for (var run = 0; run < sorted.Length; run++)
                sorted[run][task] = column[run];
        }
        return sorted;
    }
}
