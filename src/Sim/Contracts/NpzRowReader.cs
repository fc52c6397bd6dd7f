using System.IO.Compression;
using System.Runtime.InteropServices;

namespace HiqlRobotics.Contracts;

/// <summary>
/// Reads one array of an npz file from front to back. When it has been read without skipping, its checksum is compared
/// at the end. Valid as long as its <see cref="NpzReader"/>.
/// </summary>
public sealed class NpzRowReader<T> : IDisposable where T : unmanaged
{
    private static readonly int ElementSize = NpyTypes.Of<T>().Size();
    private readonly string _path;
    private readonly Stream _stream;
    private readonly uint _expectedCrc;
    private Crc32 _crc;
    private bool _whole = true;

    internal NpzRowReader(string path, NpyMember member, ZipArchiveEntry entry)
    {
        _path = path;
        Member = member;
        _expectedCrc = entry.Crc32;
        try
        {
            _stream = entry.Open();
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Corrupted(e);
        }
        ReadBytes(new byte[member.HeaderBytes]);
    }

    /// <summary>Type and shape.</summary>
    public NpyMember Member { get; }

    /// <summary>Index of the next element.</summary>
    public long Position { get; private set; }

    /// <summary>Fills <paramref name="elements"/> with the next elements, row-major.</summary>
    /// <exception cref="InputException">Fewer are left, or the file is truncated or corrupted.</exception>
    public void Read(Span<T> elements)
    {
        RequireLeft(elements.Length);
        ReadBytes(MemoryMarshal.AsBytes(elements));
        Position += elements.Length;
        if (_whole && Position == Member.Count && _crc.Value != _expectedCrc)
            throw Corrupted(new InvalidDataException("its checksum does not match"));
    }

    /// <summary>Skips rows; free in a stored member, an inflation in a deflated one.</summary>
    /// <exception cref="InputException">Fewer are left, or the file is truncated or corrupted.</exception>
    public void SkipRows(long rows)
    {
        var elements = checked(rows * Member.RowLength);
        RequireLeft(elements);
        if (elements == 0)
            return;
        if (_stream.CanSeek)
        {
            _whole = false;
            _stream.Seek(elements * ElementSize, SeekOrigin.Current);
        }
        else
        {
            Inflate(elements * ElementSize);
        }
        Position += elements;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private void Inflate(long bytes)
    {
        var scratch = new byte[Math.Min(bytes, 1 << 16)];
        for (var left = bytes; left > 0; left -= Math.Min(left, scratch.Length))
            ReadBytes(scratch.AsSpan(0, (int)Math.Min(left, scratch.Length)));
    }

    private void ReadBytes(Span<byte> bytes)
    {
        try
        {
            _stream.ReadExactly(bytes);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw Corrupted(e);
        }
        if (_whole)
            _crc.Append(bytes);
    }

    private void RequireLeft(long elements)
    {
        if (elements < 0 || elements > Member.Count - Position)
            throw new InputException(
                $"{_path}: key '{Member.Key}': {elements} elements asked for at {Position}, shape is {Member.ShapeText}");
    }

    private InputException Corrupted(Exception e) =>
        new($"{_path}: key '{Member.Key}': truncated or corrupted: {e.Message}", e);
}
