using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>What merging wrote.</summary>
/// <param name="Rows">Rows of the file.</param>
/// <param name="Episodes">Its episodes.</param>
/// <param name="Sha256">Hash of the file.</param>
/// <param name="Out">The file.</param>
public sealed record MergeResult(long Rows, long Episodes, string Sha256, string Out);

/// <summary>Puts datasets of one environment one after the other.</summary>
public static class DatasetMerger
{
    /// <summary>Writes all episodes of all files, and a manifest where all have one.</summary>
    /// <param name="from">Two or more, with the same arrays; only <c>has_actions</c> may be missing, where all actions are known.</param>
    /// <param name="to">The npz to write.</param>
    /// <exception cref="InputException">Arrays, types, widths or environments differ, or a file is no sound dataset.</exception>
    /// <exception cref="HiqlException">The output cannot be written.</exception>
    public static MergeResult Merge(IReadOnlyList<string> from, string to)
    {
        if (from.Count < 2)
            throw new InputException($"merge: expected two datasets or more, found {from.Count}");
        if (from.Any(path => Path.GetFullPath(path) == Path.GetFullPath(to)))
            throw new InputException($"{to}: is one of the inputs; name another file");
        var readers = new List<NpzReader>();
        try
        {
            readers.AddRange(from.Select(NpzReader.Open));
            foreach (var reader in readers.Skip(1))
                RequireSameArrays(readers[0], reader);
            var counts = readers.Select(EpisodesOf).ToArray();
            var manifest = Manifest(from);
            NpzWriter.Write(to, npz => Copy(readers, npz));
            var sha256 = Sha256File.OfFile(to);
            if (manifest is not null)
                DatasetManifestFile.Write(to, manifest with { Sha256 = sha256 });
            return new MergeResult(readers.Sum(Rows), counts.Sum(), sha256, to);
        }
        finally
        {
            readers.ForEach(reader => reader.Dispose());
        }
    }

    private static long Rows(NpzReader npz) => npz.Member(DatasetKeys.Observations).Rows;

    private static long EpisodesOf(NpzReader npz)
    {
        npz.Require(DatasetKeys.Terminals, NpyType.Bool, Rows(npz));
        var count = EpisodeCount.Of(npz.Read<bool>(DatasetKeys.Terminals));
        // An episode that is still open would run on into the next file.
        return count.OpenRows == 0 ? count.Count
            : throw new InputException($"{npz.Path}: key '{DatasetKeys.Terminals}': expected true in the last row; see hiql data validate");
    }

    private static void RequireSameArrays(NpzReader first, NpzReader other)
    {
        foreach (var (one, two) in new[] { (first, other), (other, first) })
            if (one.Members.FirstOrDefault(member => !two.Contains(member.Key) && member.Key != DatasetKeys.HasActions) is { } missing)
                throw new InputException($"{two.Path}: key '{missing.Key}' is missing, which {one.Path} has; merge files of one kind");
        foreach (var member in other.Members.Where(member => first.Contains(member.Key)))
            if (first.Member(member.Key) is var expected && (expected.Type != member.Type || !expected.Shape.Skip(1).SequenceEqual(member.Shape.Skip(1))))
                throw new InputException(
                    $"{other.Path}: key '{member.Key}': found {member.Type?.Word()} {member.ShapeText}, {first.Path} has {expected.Type?.Word()} {expected.ShapeText}");
    }

    private static void Copy(List<NpzReader> readers, NpzWriter npz)
    {
        RowSource[] sources = [.. readers.Select(reader => new RowSource(reader))];
        foreach (var member in readers[0].Members.Where(member => member.Key != DatasetKeys.HasActions))
            RowCopy.Member(sources, npz, member.Key);
        if (readers.Any(reader => reader.Contains(DatasetKeys.HasActions)))
            npz.Add(DatasetKeys.HasActions, [.. readers.SelectMany(HasActions)]);
    }

    private static bool[] HasActions(NpzReader npz) => npz.Contains(DatasetKeys.HasActions)
        ? npz.Read<bool>(DatasetKeys.HasActions)
        : [.. Enumerable.Repeat(true, (int)Rows(npz))];

    private static DatasetManifest? Manifest(IReadOnlyList<string> from)
    {
        var manifests = from.Select(DatasetManifestFile.Read).ToArray();
        if (manifests.Any(manifest => manifest is null))
            return null;
        var first = manifests[0]!;
        for (var i = 1; i < manifests.Length; i++)
            if (manifests[i]!.Environment is var other && (other.Name != first.Environment.Name || other.ModelHash != first.Environment.ModelHash))
                throw new InputException(
                    $"{DatasetManifestFile.PathOf(from[i])}: environment: found '{other.Name}' (model {other.ModelHash[..8]}), {from[0]} has '{first.Environment.Name}' (model {first.Environment.ModelHash[..8]})");
        T? Common<T>(Func<DatasetManifest, T?> value) => manifests.Select(manifest => value(manifest!)).Distinct().Count() == 1 ? value(first) : default;
        return first with
        {
            Type = string.Join('+', manifests.Select(manifest => manifest!.Type).Distinct()),
            // The rows of one seed are not the rows of another, and of the same twice there is no collector.
            Seed = null,
            Episodes = manifests.Sum(manifest => manifest!.Episodes),
            Steps = Common(manifest => manifest.Steps),
            ActionNoise = Common(manifest => manifest.ActionNoise),
            MujocoVersion = Common(manifest => manifest.MujocoVersion),
            Source = new DatasetSource(
                string.Join(", ", from.Select(Path.GetFileName)), Sha256File.OfText(string.Concat(manifests.Select(manifest => manifest!.Sha256))), "merged"),
        };
    }
}
