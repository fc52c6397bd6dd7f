using HiqlRobotics.Contracts;
using HiqlRobotics.Engines.Hdf5;

namespace HiqlRobotics.Sim.Data.D4rl;

/// <summary>Reads and checks a D4RL AntMaze file. Everything becomes float32, whatever the file stores.</summary>
internal sealed class D4rlReader
{
    private const string Expected = "expected a D4RL AntMaze file";
    private readonly Hdf5File _file;

    private D4rlReader(Hdf5File file) => _file = file;

    /// <exception cref="InputException">No such file, no HDF5, a dataset that is missing, damaged, of another shape or not finite.</exception>
    /// <exception cref="HiqlException">libhdf5 is missing.</exception>
    public static D4rlRows Read(string path)
    {
        using var file = Open(path);
        try
        {
            return new D4rlReader(file).Read();
        }
        catch (Hdf5Exception e)
        {
            throw new InputException($"{e.Message}; {Expected}: copy or download it again", e);
        }
    }

    private static Hdf5File Open(string path)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: no such file");
        RequireLibrary();
        try
        {
            return Hdf5File.OpenRead(path);
        }
        catch (Hdf5Exception e)
        {
            var reason = e.Message.StartsWith(path, StringComparison.Ordinal) ? e.Message[(path.Length + 2)..] : e.Message;
            throw new InputException($"{path}: not a readable HDF5 file, or truncated ({reason}); copy or download it again", e);
        }
    }

    // A missing library is a matter of the machine, not of the file.
    private static void RequireLibrary()
    {
        try
        {
            _ = Hdf5Library.VersionText;
        }
        catch (Hdf5Exception e)
        {
            throw new HiqlException(e.Message, e);
        }
    }

    private D4rlRows Read()
    {
        var rows = Shape(D4rlAnt.Observations) is [var first, ..] ? first : 0;
        if (rows == 0)
            throw new InputException($"{_file.Path}: dataset '{D4rlAnt.Observations}' has no rows; {Expected}");
        var infos = _file.Contains(D4rlAnt.InfoQpos) && _file.Contains(D4rlAnt.InfoQvel);
        // Not needed, for both follow from the states; read all the same, so that damage is not carried on in silence.
        RequireColumn(D4rlAnt.Rewards, rows);
        RequireColumn(D4rlAnt.Terminals, rows);
        return new D4rlRows
        {
            Path = _file.Path,
            Observations = Matrix(D4rlAnt.Observations, rows, D4rlAnt.ObservationDim),
            Actions = Matrix(D4rlAnt.Actions, rows, D4rlAnt.ActionDim),
            Timeouts = Matrix(D4rlAnt.Timeouts, rows),
            Qpos = infos ? Matrix(D4rlAnt.InfoQpos, rows, D4rlAnt.Nq) : null,
            Qvel = infos ? Matrix(D4rlAnt.InfoQvel, rows, D4rlAnt.Nv) : null,
        };
    }

    private void RequireColumn(string dataset, long rows)
    {
        if (_file.Contains(dataset))
            _ = Matrix(dataset, rows);
    }

    private float[] Matrix(string dataset, params long[] shape)
    {
        var found = Shape(dataset);
        // A column may also be stored as (rows, 1).
        if (!found.SequenceEqual(shape) && !(shape is [var rows] && found is [var other, 1] && other == rows))
            throw new InputException(
                $"{_file.Path}: dataset '{dataset}': expected shape {NpyMember.Format(shape)}, found {NpyMember.Format(found)}; {Expected}");
        var content = _file.ReadSingle(dataset);
        FiniteRows.Require($"{_file.Path}: dataset '{dataset}'", content, shape is [_, var width] ? (int)width : 1);
        return content;
    }

    private IReadOnlyList<long> Shape(string dataset) => _file.Contains(dataset)
        ? _file.Dataset(dataset).Shape
        : throw new InputException(
            $"{_file.Path}: dataset '{dataset}' is missing; there are: {string.Join(", ", _file.Datasets)}; {Expected}");
}
