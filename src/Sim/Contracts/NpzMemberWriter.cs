using System.Runtime.InteropServices;

namespace HiqlRobotics.Contracts;

/// <summary>What <see cref="NpzWriter"/> asks of the member that is being written, whatever its element type.</summary>
internal interface INpzMemberWriter
{
    /// <summary>Name of the array.</summary>
    string Key { get; }

    /// <summary>Elements still to be appended.</summary>
    long Remaining { get; }
}

/// <summary>Takes the content of one array piece by piece; closes itself with the last element.</summary>
public sealed class NpzMemberWriter<T> : INpzMemberWriter where T : unmanaged
{
    private readonly byte[] _block = new byte[1 << 16];
    private readonly Stream _stream;
    private int _filled;

    internal NpzMemberWriter(string key, long[] shape, Stream stream)
    {
        Key = key;
        _stream = stream;
        var type = NpyTypes.Of<T>();
        Remaining = shape.Aggregate(1L, (product, extent) => checked(product * extent));
        AppendBytes(NpyHeader.Format(type, shape));
        CloseWhenComplete();
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <inheritdoc/>
    public long Remaining { get; private set; }

    /// <summary>Appends the next elements, row-major.</summary>
    /// <exception cref="ArgumentException">More than the shape holds.</exception>
    public void Append(ReadOnlySpan<T> elements)
    {
        if (elements.Length > Remaining)
            throw new ArgumentException($"key '{Key}': {elements.Length} elements appended, shape leaves room for {Remaining}");
        if (elements.IsEmpty)
            return;
        AppendBytes(MemoryMarshal.AsBytes(elements));
        Remaining -= elements.Length;
        CloseWhenComplete();
    }

    // Always whole blocks: what the compressor makes of them must not depend on how the caller cut the content.
    private void AppendBytes(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var part = bytes[..Math.Min(bytes.Length, _block.Length - _filled)];
            part.CopyTo(_block.AsSpan(_filled));
            _filled += part.Length;
            bytes = bytes[part.Length..];
            if (_filled == _block.Length)
                Flush();
        }
    }

    private void Flush()
    {
        _stream.Write(_block, 0, _filled);
        _filled = 0;
    }

    private void CloseWhenComplete()
    {
        if (Remaining > 0)
            return;
        Flush();
        _stream.Dispose();
    }
}
