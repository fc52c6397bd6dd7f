using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data.D4rl;

/// <summary>A run of rows.</summary>
internal readonly record struct RowSpan(int Start, int Count);

/// <summary>
/// Cuts a D4RL file into trajectories. One ends where <c>timeouts</c> says so, where the next row is not the state that the
/// row led to, and with the file. The second rule is HIQL's (‖obs[i+1] − next_obs[i]‖ &gt; 1e-6) and repairs files whose
/// timeouts are beside the real ends, as in D4RL's first versions. <c>terminals</c> cut nothing: they flag the goal.
/// <code>
/// timeouts      0 0 0 0 1 0 0 0 1
/// jump after          x
/// trajectories  [---] x [-----]       the single row between jump and timeout has no transition: dropped
/// </code>
/// </summary>
internal static class D4rlTrajectories
{
    private const double Tolerance = 1e-6;

    /// <summary>The trajectories of two rows or more, in order.</summary>
    /// <exception cref="InputException">There is none, or the infos contradict the observations almost everywhere.</exception>
    public static IReadOnlyList<RowSpan> Cut(D4rlRows rows)
    {
        var continuity = InfosTellContinuity(rows);
        var kept = new List<RowSpan>();
        for (var (start, row) = (0, 0); row < rows.Count; row++)
        {
            if (!Ends(rows, row, continuity))
                continue;
            if (row > start)
                kept.Add(new RowSpan(start, row - start + 1));
            start = row + 1;
        }
        return kept.Count > 0 ? kept : throw new InputException(
            $"{rows.Path}: dataset '{D4rlAnt.Timeouts}': no trajectory has two rows, so there is no transition; expected a D4RL AntMaze file");
    }

    private static bool Ends(D4rlRows rows, int row, bool continuity) =>
        rows.Timeouts[row] != 0 || row == rows.Count - 1 || (continuity && !Meets(rows, row, row + 1));

    // A file whose infos hold the state before the action, like its observations, is whole but says nothing about jumps.
    private static bool InfosTellContinuity(D4rlRows rows)
    {
        if (rows.Qpos is null || rows.Count < 2)
            return false;
        var (after, before) = (0, 0);
        for (var row = 0; row < rows.Count - 1; row++)
        {
            after += Meets(rows, row, row + 1) ? 1 : 0;
            before += Meets(rows, row, row) ? 1 : 0;
        }
        if (after >= before && after > 0)
            return true;
        return before > 0 ? false : throw new InputException(
            $"{rows.Path}: dataset '{D4rlAnt.InfoQpos}': no row holds the state of the next row's observation; expected a D4RL AntMaze file (observation = qpos, qvel)");
    }

    // Compared in float32, which both were rounded to: a file may store infos in float64, and far from the origin the
    // difference of the two roundings alone exceeds the tolerance.
    private static bool Meets(D4rlRows rows, int row, int observed)
    {
        var observation = rows.Observations.AsSpan(observed * D4rlAnt.ObservationDim, D4rlAnt.ObservationDim);
        var sum = SquaredDistance(observation[..D4rlAnt.Nq], rows.Qpos.AsSpan(row * D4rlAnt.Nq, D4rlAnt.Nq))
            + SquaredDistance(observation[D4rlAnt.Nq..], rows.Qvel.AsSpan(row * D4rlAnt.Nv, D4rlAnt.Nv));
        return Math.Sqrt(sum) <= Tolerance;
    }

    private static double SquaredDistance(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0.0;
        for (var k = 0; k < a.Length; k++)
        {
            var difference = (double)a[k] - b[k];
            sum += difference * difference;
        }
        return sum;
    }
}
