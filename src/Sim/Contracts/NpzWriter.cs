using System.IO.Compression;

namespace HiqlRobotics.Contracts;

/// <summary>
/// Writes NumPy's npz files (<c>np.load</c> opens them; zip64 where needed). The same arrays give the same bytes:
/// fixed timestamps, and compression sees blocks of one size however the content was appended.
/// </summary>
public sealed class NpzWriter
{
    // The first time that zip can express; np.savez writes the same.
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ZipArchive _archive;
    private readonly CompressionLevel _level;
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private INpzMemberWriter? _current;

    private NpzWriter(ZipArchive archive, CompressionLevel level)
    {
        _archive = archive;
        _level = level;
    }

    /// <summary>Writes a whole file or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fill">Adds the arrays.</param>
    /// <param name="level">Deflate level; <see cref="CompressionLevel.NoCompression"/> stores.</param>
    /// <exception cref="HiqlException">The file cannot be written.</exception>
    public static void Write(string path, Action<NpzWriter> fill, CompressionLevel level = CompressionLevel.Fastest) =>
        AtomicFile.Write(path, stream => Write(stream, fill, level));

    /// <summary>Writes to a stream, which stays open.</summary>
    public static void Write(Stream stream, Action<NpzWriter> fill, CompressionLevel level = CompressionLevel.Fastest)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        var writer = new NpzWriter(archive, level);
        fill(writer);
        writer.RequireComplete();
    }

    /// <summary>Adds a whole array.</summary>
    /// <param name="key">Its name; each once.</param>
    /// <param name="content">Row-major.</param>
    /// <param name="shape">Extents; none given: one axis as long as the content.</param>
    public void Add<T>(string key, ReadOnlySpan<T> content, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        var member = Begin<T>(key, shape.IsEmpty ? [content.Length] : shape);
        member.Append(content);
        RequireComplete();
    }

    /// <inheritdoc cref="Add{T}(string, ReadOnlySpan{T}, ReadOnlySpan{long})"/>
    public void Add<T>(string key, T[] content, params ReadOnlySpan<long> shape) where T : unmanaged =>
        Add(key, (ReadOnlySpan<T>)content, shape);

    /// <summary>Begins an array whose content is appended piece by piece; complete before the next one begins.</summary>
    /// <exception cref="InvalidOperationException">The one before is not complete.</exception>
    public NpzMemberWriter<T> Begin<T>(string key, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        RequireComplete();
        if (!_keys.Add(key))
            throw new ArgumentException($"key '{key}' was added before");
        var entry = _archive.CreateEntry(key + ".npy", _level);
        entry.LastWriteTime = Timestamp;
        var member = new NpzMemberWriter<T>(key, shape.ToArray(), entry.Open());
        _current = member;
        return member;
    }

    private void RequireComplete()
    {
        if (_current is { Remaining: > 0 } member)
            throw new InvalidOperationException($"key '{member.Key}': {member.Remaining} elements have not been appended");
    }
}
