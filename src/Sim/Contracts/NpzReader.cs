using System.IO.Compression;

namespace HiqlRobotics.Contracts;

/// <summary>
/// Reads NumPy's npz files (zip of .npy members, stored or deflated, zip64). Memory is bounded by what is asked for.
/// Not thread safe: one reader per thread.
/// </summary>
public sealed class NpzReader : IDisposable
{
    private const string Suffix = ".npy";
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, (NpyMember Member, ZipArchiveEntry Entry)> _members = new(StringComparer.Ordinal);

    private NpzReader(string path, ZipArchive archive)
    {
        Path = path;
        _archive = archive;
    }

    /// <summary>The file, as named by the caller.</summary>
    public string Path { get; }

    /// <summary>The arrays in the order of the file.</summary>
    public IReadOnlyList<NpyMember> Members => [.. _members.Values.Select(pair => pair.Member)];

    /// <summary>Opens a file and reads the header of every member, but no content.</summary>
    /// <exception cref="InputException">No such file, not a zip, truncated, or a member that is no array.</exception>
    public static NpzReader Open(string path)
    {
        FileStream? stream = null;
        try
        {
            stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16);
            var reader = new NpzReader(path, new ZipArchive(stream, ZipArchiveMode.Read));
            reader.ReadHeaders();
            return reader;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            stream?.Dispose();
            throw OpenError(path, e);
        }
        catch (InputException)
        {
            stream?.Dispose();
            throw;
        }
    }

    /// <summary>Whether there is an array of this name.</summary>
    public bool Contains(string key) => _members.ContainsKey(key);

    /// <summary>Type and shape of one array.</summary>
    /// <exception cref="InputException">There is none of this name; the message lists those there are.</exception>
    public NpyMember Member(string key) => Find(key).Member;

    /// <summary>The same, checked.</summary>
    /// <param name="key">Name of the array.</param>
    /// <param name="type">Element type it must have.</param>
    /// <param name="shape">Extents it must have; −1 for any.</param>
    /// <exception cref="InputException">Missing, or of another type or shape.</exception>
    public NpyMember Require(string key, NpyType type, params long[] shape)
    {
        var member = Member(key);
        if (member.Type != type)
            throw TypeError(member, type.Word());
        var fits = member.Shape.Count == shape.Length;
        for (var axis = 0; fits && axis < shape.Length; axis++)
            fits = shape[axis] < 0 || shape[axis] == member.Shape[axis];
        return fits ? member : throw new InputException(
            $"{Path}: key '{key}': expected shape {NpyMember.Format(shape)}, found {member.ShapeText}");
    }

    /// <summary>Reads a whole array of exactly this type, row-major.</summary>
    /// <exception cref="InputException">Missing key, other type, column-major, truncated or corrupted content.</exception>
    public T[] Read<T>(string key) where T : unmanaged
    {
        using var rows = OpenRows<T>(key);
        var content = Allocate<T>(rows.Member);
        rows.Read(content);
        return content;
    }

    /// <summary>Reads a whole float32 array, or a float64 array rounded to float32 (the only place that does so).</summary>
    /// <exception cref="InputException">As <see cref="Read{T}"/>, for any type but these two.</exception>
    public float[] ReadSingle(string key)
    {
        var member = Member(key);
        if (member.Type == NpyType.Float32)
            return Read<float>(key);
        if (member.Type != NpyType.Float64)
            throw TypeError(member, "float32 or float64");
        using var rows = OpenRows<double>(key);
        var content = Allocate<float>(member);
        var block = new double[Math.Min(content.Length, 1 << 13)];
        for (var done = 0; done < content.Length; done += block.Length)
        {
            var part = block.AsSpan(0, Math.Min(block.Length, content.Length - done));
            rows.Read(part);
            for (var i = 0; i < part.Length; i++)
                content[done + i] = (float)part[i];
        }
        return content;
    }

    /// <summary>
    /// Reads consecutive rows. Stored members are read in place; deflated ones are inflated from their start, so scans
    /// of many blocks use <see cref="OpenRows{T}"/>.
    /// </summary>
    /// <param name="key">Name of the array.</param>
    /// <param name="firstRow">First row, from 0.</param>
    /// <param name="rows">Receives whole rows, shape (rows, row length).</param>
    /// <exception cref="InputException">As <see cref="Read{T}"/>, or rows beyond the end.</exception>
    public void ReadRows<T>(string key, long firstRow, Span<T> rows) where T : unmanaged
    {
        using var reader = OpenRows<T>(key);
        reader.SkipRows(firstRow);
        reader.Read(rows);
    }

    /// <summary>Opens an array for a scan from its first element on.</summary>
    /// <exception cref="InputException">Missing key, other type, column-major.</exception>
    public NpzRowReader<T> OpenRows<T>(string key) where T : unmanaged
    {
        var (member, entry) = Find(key);
        var type = NpyTypes.Of<T>();
        if (member.Type != type)
            throw TypeError(member, type.Word());
        if (member.FortranOrder)
            throw new InputException(
                $"{Path}: key '{key}': column-major (Fortran) order, expected row-major; save np.ascontiguousarray({key})");
        return new NpzRowReader<T>(Path, member, entry);
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static InputException OpenError(string path, Exception e) => new(
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException => $"{path}: no such file",
            InvalidDataException when IsHdf5(path) =>
                $"{path}: is an HDF5 file, expected npz; convert it first: hiql data convert {path} {System.IO.Path.ChangeExtension(path, ".npz")}",
            InvalidDataException => $"{path}: not a readable npz (zip) file, or truncated ({e.Message.TrimEnd('.')}); copy or collect it again",
            _ => $"{path}: cannot be read: {e.Message}",
        },
        e);

    private static bool IsHdf5(string path) =>
        System.IO.Path.GetExtension(path).ToLowerInvariant() is ".hdf5" or ".h5";

    private static T[] Allocate<T>(NpyMember member) => member.Count <= Array.MaxLength
        ? GC.AllocateUninitializedArray<T>((int)member.Count)
        : throw new InputException($"key '{member.Key}': {member.Count} elements do not fit one array; read it by rows");

    private void ReadHeaders()
    {
        foreach (var entry in _archive.Entries)
            if (entry.FullName.EndsWith(Suffix, StringComparison.Ordinal))
            {
                var key = entry.FullName[..^Suffix.Length];
                if (!_members.TryAdd(key, (ReadHeader(key, entry), entry)))
                    throw new InputException($"{Path}: key '{key}' is there twice");
            }
    }

    private NpyMember ReadHeader(string key, ZipArchiveEntry entry)
    {
        try
        {
            using var stream = entry.Open();
            var member = NpyHeader.Read(key, stream);
            if (member.Type is { } type && checked(member.HeaderBytes + member.Count * type.Size()) != entry.Length)
                throw new InvalidDataException(
                    $"shape {member.ShapeText} of {type.Word()} does not fit its {entry.Length} bytes");
            return member;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or OverflowException)
        {
            throw new InputException($"{Path}: key '{key}': not an array: {e.Message}", e);
        }
    }

    private (NpyMember Member, ZipArchiveEntry Entry) Find(string key) => _members.TryGetValue(key, out var found)
        ? found
        : throw new InputException($"{Path}: key '{key}' is missing; there are: {string.Join(", ", _members.Keys)}");

    private InputException TypeError(NpyMember member, string expected) => new(
        $"{Path}: key '{member.Key}': expected {expected}, found {member.Type?.Word() ?? "a type we do not read"} ('{member.Descr}'); convert it before saving");
}
