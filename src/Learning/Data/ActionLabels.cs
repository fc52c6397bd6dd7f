using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>Which rows of a dataset have an action: some files lack them, and a run may leave more of them out.</summary>
internal static class ActionLabels
{
    /// <summary>Shape (rows,); null where every row has one.</summary>
    /// <exception cref="InputException">The key has another shape, or nothing is left to imitate.</exception>
    public static bool[]? Of(NpzReader npz, TrajectoryIndex index, LoadOptions options)
    {
        var labels = Stored(npz, index.LastUsable.Length);
        if (options.ActionFreeFraction > 0)
            Strip(labels ??= Enumerable.Repeat(true, index.LastUsable.Length).ToArray(), index, options);
        if (labels is not null && !index.Valids.Any(row => labels[row]))
            throw new InputException($"{npz.Path}: {DatasetKeys.HasActions}: no transition has an action, so there is nothing to imitate; use a file with some labelled trajectories");
        return labels;
    }

    private static bool[]? Stored(NpzReader npz, int rows)
    {
        if (!npz.Contains(DatasetKeys.HasActions))
            return null;
        npz.Require(DatasetKeys.HasActions, NpyType.Bool, rows);
        return npz.Read<bool>(DatasetKeys.HasActions);
    }

    private static void Strip(bool[] labels, TrajectoryIndex index, LoadOptions options)
    {
        var stripped = ActionFreeEpisodes.Choose(index.Trajectories.Count, options.ActionFreeFraction, options.Seed);
        for (var episode = 0; episode < stripped.Length; episode++)
            if (stripped[episode])
                Array.Fill(labels, false, index.Trajectories[episode].First, index.Trajectories[episode].Last + 1 - index.Trajectories[episode].First);
    }
}
