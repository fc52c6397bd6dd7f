using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Collect;

namespace HiqlRobotics.Sim.Data;

/// <summary>What splitting wrote.</summary>
/// <param name="Train">The training file.</param>
/// <param name="TrainEpisodes">Its episodes.</param>
/// <param name="TrainRows">Its rows.</param>
/// <param name="Validation">The validation file beside it.</param>
/// <param name="ValidationEpisodes">Its episodes.</param>
/// <param name="ValidationRows">Its rows.</param>
public sealed record SplitResult(
    string Train, int TrainEpisodes, long TrainRows, string Validation, int ValidationEpisodes, long ValidationRows);

/// <summary>Sets whole episodes of a dataset aside for validation.</summary>
public static class DatasetSplitter
{
    /// <summary>Writes two files, and their manifests where the dataset has one; the episodes keep their order.</summary>
    /// <param name="from">The npz.</param>
    /// <param name="to">The training file; the validation file is its <c>-val</c> sibling, where learners look for it.</param>
    /// <param name="validation">Part of the episodes that goes there, above 0 and below 1; at least one goes and one stays.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="InputException">No sound dataset, fewer than two episodes, or a part out of range.</exception>
    /// <exception cref="HiqlException">An output cannot be written.</exception>
    public static SplitResult Split(string from, string to, double validation, ulong seed)
    {
        if (!(validation is > 0 and < 1))
            throw new InputException(FormattableString.Invariant($"--val: found {validation}, expected a part above 0 and below 1"));
        var other = DatasetCollector.ValidationPath(to);
        if (new[] { to, other }.Any(path => Path.GetFullPath(path) == Path.GetFullPath(from)))
            throw new InputException($"{from}: is the input itself; name another output");
        using var npz = NpzReader.Open(from);
        npz.Require(DatasetKeys.Terminals, NpyType.Bool, npz.Member(DatasetKeys.Observations).Rows);
        var terminals = npz.Read<bool>(DatasetKeys.Terminals);
        var count = EpisodeCount.Of(terminals);
        if (count.Count < 2 || count.OpenRows > 0)
            throw new InputException($"{from}: key '{DatasetKeys.Terminals}': found {count.Count} episodes and {count.OpenRows} rows after the last; expected two episodes or more and none");
        var episodes = (int)count.Count;
        var chosen = EpisodeChoice.Draw(
            episodes, Math.Clamp((int)Math.Round(validation * episodes), 1, episodes - 1), new RandomStream(seed, "data/split"));
        var how = FormattableString.Invariant($"split (validation {validation}, seed {seed})");
        var (kept, apart) = (Rows(terminals, chosen, false), Rows(terminals, chosen, true));
        Write(npz, to, kept, how, chosen.Count(episode => !episode));
        Write(npz, other, apart, how, chosen.Count(episode => episode));
        return new SplitResult(
            to, chosen.Count(episode => !episode), kept.LongCount(row => row), other, chosen.Count(episode => episode), apart.LongCount(row => row));
    }

    private static bool[] Rows(bool[] terminals, bool[] chosen, bool wanted)
    {
        var rows = new bool[terminals.Length];
        for (var (row, episode) = (0, 0); row < rows.Length; episode += terminals[row++] ? 1 : 0)
            rows[row] = chosen[episode] == wanted;
        return rows;
    }

    private static void Write(NpzReader npz, string to, bool[] rows, string how, int episodes)
    {
        NpzWriter.Write(to, copy =>
        {
            foreach (var member in npz.Members)
                RowCopy.Member([new RowSource(npz, rows)], copy, member.Key);
        });
        if (DatasetManifestFile.Read(npz.Path) is { } manifest)
            DatasetManifestFile.Write(to, manifest with
            {
                Episodes = episodes,
                Sha256 = Sha256File.OfFile(to),
                Source = new DatasetSource(Path.GetFileName(npz.Path), manifest.Sha256, how),
            });
    }
}
