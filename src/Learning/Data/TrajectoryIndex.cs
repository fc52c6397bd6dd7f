using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>
/// Where trajectories begin and end in the compact form (OGBench, <c>ogbench/utils.py</c>). Two trajectories of
/// states s0…s4 and s5…s7:
/// <code>
/// row        0  1  2  3  4 | 5  6  7
/// terminals  0  0  0  0  1 | 0  0  1     as stored: 1 on the last row
/// compact    0  0  0  1  1 | 0  1  1     the loader adds the row before it
/// valids     1  1  1  1  0 | 1  1  0     rows with a next state (and an action that led to it)
/// e(i)       3  3  3  3  . | 6  6  .     last usable row: the furthest trajectory goal
/// </code>
/// So the last state of a trajectory (4, 7) is only ever a next state, never a start and never a goal.
/// </summary>
public sealed class TrajectoryIndex
{
    /// <summary>Finds the boundaries.</summary>
    /// <param name="terminals">Stored flags, shape (rows,): true on the last row of each trajectory.</param>
    /// <param name="source">File named in errors.</param>
    /// <exception cref="InputException">No row, an unfinished last trajectory, or no transition at all.</exception>
    public TrajectoryIndex(ReadOnlySpan<bool> terminals, string source)
    {
        if (terminals.IsEmpty)
            throw new InputException($"{source}: terminals: the dataset is empty; collect at least one episode");
        if (!terminals[^1])
            throw new InputException($"{source}: terminals: row {terminals.Length - 1}, the last, does not end a trajectory; the file is incomplete");
        LastUsable = new int[terminals.Length];
        var valids = new List<int>(terminals.Length);
        var ranges = new List<(int, int)>();
        for (int start = 0, row = 0; row < terminals.Length; row++)
        {
            if (!terminals[row])
                continue;
            Array.Fill(LastUsable, row - 1, start, row + 1 - start);
            for (var i = start; i < row; i++)
                valids.Add(i);
            if (row > start)
                ranges.Add((start, row - 1));
            start = row + 1;
        }
        if (valids.Count == 0)
            throw new InputException($"{source}: terminals: every trajectory has a single row, so there is no transition to learn from");
        Valids = [.. valids];
        Trajectories = ranges;
    }

    /// <summary>Rows that start a transition, ascending.</summary>
    public int[] Valids { get; }

    /// <summary>e(i) for every row i of the file; meaningless on the last row of a trajectory.</summary>
    public int[] LastUsable { get; }

    /// <summary>First and last usable row of every trajectory that has a transition.</summary>
    public IReadOnlyList<(int First, int Last)> Trajectories { get; }
}
