using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data.D4rl;

/// <summary>
/// D4RL HDF5 → OGBench npz. The row that ends a trajectory becomes its last state, whose action leads nowhere: the
/// transition that D4RL's <c>qlearning_dataset</c> drops.
/// </summary>
internal static class D4rlToNpz
{
    public static ConversionResult Convert(string from, string to, EnvironmentSpec? environment, CancellationToken cancel)
    {
        var rows = D4rlReader.Read(from);
        var trajectories = D4rlTrajectories.Cut(rows);
        NpzWriter.Write(to, npz => new ColumnWriter(npz, trajectories, cancel).WriteAll(rows));
        var sha256 = Sha256File.OfFile(to);
        if (environment is not null)
            DatasetManifestFile.Write(to, Manifest(from, environment, trajectories.Count, sha256));
        var kept = trajectories.Sum(trajectory => (long)trajectory.Count);
        return new ConversionResult(kept, trajectories.Count, kept - trajectories.Count, rows.Count - kept, sha256, to);
    }

    // Seed, noise and engine of the collection are unknown, and the episodes differ in length.
    private static DatasetManifest Manifest(string from, EnvironmentSpec environment, int episodes, string sha256) => new()
    {
        Environment = environment,
        Type = "d4rl",
        Episodes = episodes,
        Sha256 = sha256,
        Source = new DatasetSource(Path.GetFileName(from), Sha256File.OfFile(from), "converted from D4RL HDF5"),
    };

    /// <summary>Writes the kept rows of one array after another.</summary>
    private sealed class ColumnWriter(NpzWriter npz, IReadOnlyList<RowSpan> trajectories, CancellationToken cancel)
    {
        private readonly int _rows = trajectories.Sum(trajectory => trajectory.Count);

        public void WriteAll(D4rlRows rows)
        {
            Write(DatasetKeys.Observations, rows.Observations, D4rlAnt.ObservationDim, 0, D4rlAnt.ObservationDim);
            Write(DatasetKeys.Actions, rows.Actions, D4rlAnt.ActionDim, 0, D4rlAnt.ActionDim);
            WriteTerminals();
            // From the observation, which is before the action as OGBench wants it; the infos are after it.
            Write(DatasetKeys.Qpos, rows.Observations, D4rlAnt.ObservationDim, 0, D4rlAnt.Nq);
            Write(DatasetKeys.Qvel, rows.Observations, D4rlAnt.ObservationDim, D4rlAnt.Nq, D4rlAnt.Nv);
        }

        private void Write(string key, float[] content, int stride, int offset, int width)
        {
            var member = npz.Begin<float>(key, _rows, width);
            foreach (var (start, count) in trajectories)
            {
                cancel.ThrowIfCancellationRequested();
                for (var row = start; row < start + count; row++)
                    member.Append(content.AsSpan(row * stride + offset, width));
            }
        }

        private void WriteTerminals()
        {
            var member = npz.Begin<bool>(DatasetKeys.Terminals, _rows);
            foreach (var (_, count) in trajectories)
            {
                var terminals = new bool[count];
                terminals[^1] = true;
                member.Append(terminals);
            }
        }
    }
}
