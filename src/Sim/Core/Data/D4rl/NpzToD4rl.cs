using HiqlRobotics.Contracts;
using HiqlRobotics.Engines.Hdf5;

namespace HiqlRobotics.Sim.Data.D4rl;

/// <summary>
/// OGBench npz → D4RL HDF5. Rewards and terminals are relabelled as D4RL does: 1 where the next row is at the goal. The
/// state after the last action of an episode is stored nowhere; that row repeats its own state as its successor.
/// </summary>
internal static class NpzToD4rl
{
    private const double GoalRadius = 0.5;

    public static ConversionResult Convert(string from, string to, GoalPoint goal, CancellationToken cancel)
    {
        var (observations, actions, terminals) = Read(from);
        var next = Successors(observations, terminals);
        cancel.ThrowIfCancellationRequested();
        AtomicFile.Write(to, stream => Hdf5Writer.Write(stream, file =>
        {
            WriteRows(file, observations, actions, terminals);
            cancel.ThrowIfCancellationRequested();
            WriteGoal(file, next, terminals.Length, goal);
            WriteInfos(file, next, terminals.Length);
        }));
        var episodes = terminals.Count(terminal => terminal);
        return new ConversionResult(terminals.Length, episodes, terminals.Length - episodes, 0, Sha256File.OfFile(to), to);
    }

    private static (float[] Observations, float[] Actions, bool[] Terminals) Read(string path)
    {
        using var npz = NpzReader.Open(path);
        var rows = npz.Require(DatasetKeys.Observations, NpyType.Float32, -1, D4rlAnt.ObservationDim).Rows;
        npz.Require(DatasetKeys.Actions, NpyType.Float32, rows, D4rlAnt.ActionDim);
        npz.Require(DatasetKeys.Terminals, NpyType.Bool, rows);
        var terminals = npz.Read<bool>(DatasetKeys.Terminals);
        if (terminals is not [.., true])
            throw new InputException($"{path}: key '{DatasetKeys.Terminals}': expected rows, and true in the last; see hiql data validate");
        return (Finite(DatasetKeys.Observations, D4rlAnt.ObservationDim), Finite(DatasetKeys.Actions, D4rlAnt.ActionDim), terminals);

        float[] Finite(string key, int width)
        {
            var content = npz.Read<float>(key);
            FiniteRows.Require($"{path}: key '{key}'", content, width);
            return content;
        }
    }

    private static float[] Successors(float[] observations, bool[] terminals)
    {
        var next = new float[observations.Length];
        for (var row = 0; row < terminals.Length; row++)
            observations.AsSpan((terminals[row] ? row : row + 1) * D4rlAnt.ObservationDim, D4rlAnt.ObservationDim)
                .CopyTo(next.AsSpan(row * D4rlAnt.ObservationDim));
        return next;
    }

    private static void WriteRows(Hdf5Writer file, float[] observations, float[] actions, bool[] terminals)
    {
        file.Add(D4rlAnt.Observations, observations, terminals.Length, D4rlAnt.ObservationDim);
        file.Add(D4rlAnt.Actions, actions, terminals.Length, D4rlAnt.ActionDim);
        file.Add(D4rlAnt.Timeouts, terminals);
    }

    private static void WriteGoal(Hdf5Writer file, float[] next, int rows, GoalPoint goal)
    {
        var (reached, goals) = (new bool[rows], new float[2 * rows]);
        for (var row = 0; row < rows; row++)
        {
            var (dx, dy) = (next[row * D4rlAnt.ObservationDim] - goal.X, next[row * D4rlAnt.ObservationDim + 1] - goal.Y);
            reached[row] = Math.Sqrt(dx * dx + dy * dy) <= GoalRadius;
            (goals[2 * row], goals[2 * row + 1]) = ((float)goal.X, (float)goal.Y);
        }
        file.Add(D4rlAnt.Rewards, Array.ConvertAll(reached, hit => hit ? 1f : 0f));
        file.Add(D4rlAnt.Terminals, reached);
        file.Add(D4rlAnt.InfoGoal, goals, rows, 2);
    }

    private static void WriteInfos(Hdf5Writer file, float[] next, int rows)
    {
        file.Add(D4rlAnt.InfoQpos, Columns(next, rows, 0, D4rlAnt.Nq), rows, D4rlAnt.Nq);
        file.Add(D4rlAnt.InfoQvel, Columns(next, rows, D4rlAnt.Nq, D4rlAnt.Nv), rows, D4rlAnt.Nv);
    }

    private static float[] Columns(float[] next, int rows, int first, int width)
    {
        var columns = new float[rows * width];
        for (var row = 0; row < rows; row++)
            next.AsSpan(row * D4rlAnt.ObservationDim + first, width).CopyTo(columns.AsSpan(row * width));
        return columns;
    }
}
