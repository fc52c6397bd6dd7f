using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;

namespace HiqlRobotics.Tools.Theory;

/// <summary>Rows of a dataset to ask about.</summary>
internal static class ValueRows
{
    /// <summary>Rows at random that have a state <paramref name="k"/> steps later in their trajectory.</summary>
    /// <exception cref="InputException">No trajectory is as long.</exception>
    public static int[] Starts(TrajectoryDataset data, int k, int count, RandomStream random)
    {
        var usable = data.Index.Valids.Where(row => row + k <= data.Index.LastUsable[row]).ToArray();
        if (usable.Length == 0)
            throw new InputException($"no trajectory of the data is longer than k = {k} steps; use longer ones, or a smaller --k");
        return [.. Enumerable.Range(0, count).Select(_ => usable[random.NextInt32(usable.Length)])];
    }
}
