using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Data.D4rl;

namespace HiqlRobotics.Sim.Data;

/// <summary>What a conversion wrote.</summary>
/// <param name="Rows">Rows written.</param>
/// <param name="Episodes">Episodes written.</param>
/// <param name="Transitions">Rows that have a successor in their episode.</param>
/// <param name="DroppedRows">Rows left out: trajectories of a single row, which have no transition.</param>
/// <param name="Sha256">Hash of the file.</param>
/// <param name="Out">The file.</param>
public sealed record ConversionResult(long Rows, long Episodes, long Transitions, long DroppedRows, string Sha256, string Out);

/// <summary>Converts between D4RL's AntMaze files (HDF5) and OGBench's npz; the extensions say which way.</summary>
public static class DatasetConverter
{
    /// <summary>Converts a file; the output appears whole or not at all.</summary>
    /// <param name="from">A <c>.hdf5</c> or <c>.h5</c>, or an <c>.npz</c>.</param>
    /// <param name="to">One of the other kind.</param>
    /// <param name="environment">
    /// Whose dataset it is. To npz: the manifest beside it speaks of this environment; null for no manifest. To HDF5: decides
    /// the goal; null for the one of the manifest beside the npz.
    /// </param>
    /// <param name="goal">To HDF5: the goal of rewards and terminals; null for D4RL's own goal in the environment's maze.</param>
    /// <param name="cancel">Stops between two arrays.</param>
    /// <exception cref="InputException">Extensions, file, environment or goal are not what they should be.</exception>
    /// <exception cref="HiqlException">The output cannot be written.</exception>
    public static ConversionResult Convert(
        string from, string to, EnvironmentSpec? environment = null, GoalPoint? goal = null, CancellationToken cancel = default)
    {
        var toNpz = IsHdf5(from);
        if (toNpz == IsHdf5(to))
            throw new InputException($"{to}: converts between .hdf5 and .npz only, found {from} to {to}: give one of each");
        RequireAnt(environment);
        if (!toNpz)
            return NpzToD4rl.Convert(from, to, goal ?? GoalOf(from, environment), cancel);
        return goal is null
            ? D4rlToNpz.Convert(from, to, environment, cancel)
            : throw new InputException($"--goal: an npz has no goal, so {to} would not hold it; leave the option out");
    }

    private static bool IsHdf5(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".hdf5" or ".h5" => true,
        ".npz" => false,
        var other => throw new InputException($"{path}: unknown extension '{other}', expected .hdf5, .h5 or .npz"),
    };

    private static void RequireAnt(EnvironmentSpec? environment)
    {
        if (environment is null || (environment.Observation.Dim, environment.Action.Dim) == (D4rlAnt.ObservationDim, D4rlAnt.ActionDim))
            return;
        throw new InputException(
            $"--env: {environment.Name} has observations of {environment.Observation.Dim} and actions of {environment.Action.Dim} elements, "
            + $"D4RL's AntMaze files {D4rlAnt.ObservationDim} and {D4rlAnt.ActionDim}; name an antmaze environment");
    }

    private static GoalPoint GoalOf(string from, EnvironmentSpec? environment)
    {
        if (!File.Exists(from))
            throw new InputException($"{from}: no such file");
        var spec = environment ?? DatasetManifestFile.Read(from)?.Environment
            ?? throw new InputException($"{from}: there is no manifest beside it; say which maze with --env, or the goal with --goal x,y");
        return D4rlGoals.Of(spec.Name);
    }
}
