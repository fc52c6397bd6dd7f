using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>What stripping wrote.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Episodes">Episodes of the file that have a transition.</param>
/// <param name="StrippedEpisodes">Those that lost their actions.</param>
/// <param name="Sha256">Hash of the file.</param>
/// <param name="Out">The file.</param>
public sealed record StripResult(long Rows, int Episodes, int StrippedEpisodes, string Sha256, string Out);

/// <summary>Takes the actions out of whole trajectories: zeros in <c>actions</c>, false in <c>has_actions</c>.</summary>
public static class ActionStripper
{
    private const int RowsPerBlock = 1 << 14;

    /// <summary>Writes a copy of a dataset without some of its actions, and of its manifest.</summary>
    /// <param name="from">The npz.</param>
    /// <param name="to">The copy.</param>
    /// <param name="fraction">Part of the episodes; see <see cref="ActionFreeEpisodes"/>.</param>
    /// <param name="seed">Decides which.</param>
    /// <exception cref="InputException">No sound dataset, a fraction out of range, or it was stripped before.</exception>
    /// <exception cref="HiqlException">The output cannot be written.</exception>
    public static StripResult Strip(string from, string to, double fraction, ulong seed)
    {
        if (Path.GetFullPath(from) == Path.GetFullPath(to))
            throw new InputException($"{to}: is the input itself; its actions would be lost, so name another file");
        using var npz = NpzReader.Open(from);
        if (npz.Contains(DatasetKeys.HasActions))
            throw new InputException($"{from}: key '{DatasetKeys.HasActions}': its actions were stripped before; start from the whole dataset");
        var rows = npz.Require(DatasetKeys.Actions, NpyType.Float32, -1, -1).Rows;
        npz.Require(DatasetKeys.Terminals, NpyType.Bool, rows);
        var terminals = npz.Read<bool>(DatasetKeys.Terminals);
        if (!terminals.LastOrDefault())
            throw new InputException($"{from}: key '{DatasetKeys.Terminals}': expected rows, and true in the last; see hiql data validate");
        var stripped = ActionFreeEpisodes.Choose(EpisodesWithTransition(terminals), fraction, seed);
        NpzWriter.Write(to, copy => Copy(npz, copy, HasActions(terminals, stripped)));
        var sha256 = Sha256File.OfFile(to);
        WriteManifest(from, to, sha256, FormattableString.Invariant($"actions stripped (fraction {fraction}, seed {seed})"));
        return new StripResult(rows, stripped.Length, stripped.Count(episode => episode), sha256, to);
    }

    // The learner numbers only these, and both must strip the same ones.
    private static int EpisodesWithTransition(bool[] terminals) =>
        Enumerable.Range(1, terminals.Length - 1).Count(row => terminals[row] && !terminals[row - 1]);

    private static bool[] HasActions(bool[] terminals, bool[] stripped)
    {
        var hasActions = new bool[terminals.Length];
        for (var (row, first, episode) = (0, 0, 0); row < terminals.Length; row++)
        {
            if (!terminals[row])
                continue;
            var lost = row > first && stripped[episode++];
            Array.Fill(hasActions, !lost, first, row + 1 - first);
            first = row + 1;
        }
        return hasActions;
    }

    private static void Copy(NpzReader npz, NpzWriter copy, bool[] hasActions)
    {
        foreach (var member in npz.Members)
            CopyMember(npz, copy, member, member.Key == DatasetKeys.Actions ? hasActions : []);
        copy.Add(DatasetKeys.HasActions, hasActions);
    }

    private static void CopyMember(NpzReader npz, NpzWriter copy, NpyMember member, bool[] kept)
    {
        switch (member.Type)
        {
            case NpyType.Float32: CopyRows<float>(npz, copy, member, kept); break;
            case NpyType.Float64: CopyRows<double>(npz, copy, member, kept); break;
            case NpyType.Bool: CopyRows<bool>(npz, copy, member, kept); break;
            case NpyType.UInt8: CopyRows<byte>(npz, copy, member, kept); break;
            case NpyType.Int32: CopyRows<int>(npz, copy, member, kept); break;
            case NpyType.Int64: CopyRows<long>(npz, copy, member, kept); break;
            case NpyType.Float16: CopyRows<Half>(npz, copy, member, kept); break;
            default: throw new InputException($"{npz.Path}: key '{member.Key}': has a type we do not copy ('{member.Descr}'); remove it");
        }
    }

    private static void CopyRows<T>(NpzReader npz, NpzWriter copy, NpyMember member, bool[] kept) where T : unmanaged
    {
        using var from = npz.OpenRows<T>(member.Key);
        var to = copy.Begin<T>(member.Key, [.. member.Shape]);
        var width = (int)member.RowLength;
        var block = new T[RowsPerBlock * width];
        for (var first = 0L; first < member.Rows; first += RowsPerBlock)
        {
            var count = (int)Math.Min(RowsPerBlock, member.Rows - first);
            var part = block.AsSpan(0, count * width);
            from.Read(part);
            for (var row = 0; kept.Length > 0 && row < count; row++)
                if (!kept[first + row])
                    part.Slice(row * width, width).Clear();
            to.Append(part);
        }
    }

    private static void WriteManifest(string from, string to, string sha256, string how)
    {
        if (DatasetManifestFile.Read(from) is { } manifest)
            DatasetManifestFile.Write(to, manifest with
            {
                Sha256 = sha256,
                Source = new DatasetSource(Path.GetFileName(from), Sha256File.OfFile(from), how),
            });
    }
}
