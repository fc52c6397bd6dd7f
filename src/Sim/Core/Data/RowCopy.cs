using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>An open dataset, and which of its rows are wanted.</summary>
/// <param name="Npz">The file.</param>
/// <param name="Kept">One per row; null for all.</param>
internal sealed record RowSource(NpzReader Npz, bool[]? Kept = null)
{
    /// <summary>Rows that are wanted of a member.</summary>
    public long Count(NpyMember member) => Kept?.LongCount(kept => kept) ?? member.Rows;
}

/// <summary>Copies arrays from datasets to a dataset, block by block: memory stays that of one.</summary>
internal static class RowCopy
{
    private const int RowsPerBlock = 1 << 14;

    /// <summary>Writes the wanted rows of all sources, one after the other, as one array.</summary>
    /// <param name="sources">Each with an array of this name, type and row length.</param>
    /// <param name="to">Receives it.</param>
    /// <param name="key">Its name.</param>
    /// <param name="cleared">Rows, counted over all sources, that become zeros; empty for none.</param>
    /// <exception cref="InputException">An element type that is not copied, or a truncated file.</exception>
    public static void Member(IReadOnlyList<RowSource> sources, NpzWriter to, string key, bool[]? cleared = null)
    {
        var member = sources[0].Npz.Member(key);
        switch (member.Type)
        {
            case NpyType.Float32: Rows<float>(sources, to, member, cleared); break;
            case NpyType.Float64: Rows<double>(sources, to, member, cleared); break;
            case NpyType.Bool: Rows<bool>(sources, to, member, cleared); break;
            case NpyType.UInt8: Rows<byte>(sources, to, member, cleared); break;
            case NpyType.Int32: Rows<int>(sources, to, member, cleared); break;
            case NpyType.Int64: Rows<long>(sources, to, member, cleared); break;
            case NpyType.Float16: Rows<Half>(sources, to, member, cleared); break;
            default: throw new InputException($"{sources[0].Npz.Path}: key '{key}': has a type we do not copy ('{member.Descr}'); remove it");
        }
    }

    private static void Rows<T>(IReadOnlyList<RowSource> sources, NpzWriter to, NpyMember member, bool[]? cleared) where T : unmanaged
    {
        var rows = sources.Sum(source => source.Count(source.Npz.Member(member.Key)));
        var copy = to.Begin<T>(member.Key, [rows, .. member.Shape.Skip(1)]);
        var block = new T[RowsPerBlock * (int)member.RowLength];
        var first = 0L;
        foreach (var source in sources)
            first += Append(source, copy, member.Key, block, cleared.AsSpan((int)(cleared is null ? 0 : first)));
    }

    // Returns the rows read.
    private static long Append<T>(RowSource source, NpzMemberWriter<T> copy, string key, T[] block, ReadOnlySpan<bool> cleared) where T : unmanaged
    {
        using var from = source.Npz.OpenRows<T>(key);
        var (rows, width) = (from.Member.Rows, (int)from.Member.RowLength);
        for (var first = 0L; first < rows; first += RowsPerBlock)
        {
            var count = (int)Math.Min(RowsPerBlock, rows - first);
            var part = block.AsSpan(0, count * width);
            from.Read(part);
            for (var row = 0; cleared.Length > 0 && row < count; row++)
                if (cleared[(int)first + row])
                    part.Slice(row * width, width).Clear();
            AppendKept(copy, part, source.Kept.AsSpan((int)(source.Kept is null ? 0 : first)), count, width);
        }
        return rows;
    }

    private static void AppendKept<T>(NpzMemberWriter<T> copy, ReadOnlySpan<T> part, ReadOnlySpan<bool> kept, int count, int width) where T : unmanaged
    {
        if (kept.IsEmpty)
        {
            copy.Append(part);
            return;
        }
        for (var row = 0; row < count; row++)
            if (kept[row])
                copy.Append(part.Slice(row * width, width));
    }
}
