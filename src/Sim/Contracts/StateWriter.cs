using System.Runtime.InteropServices;

namespace HiqlRobotics.Contracts;

/// <summary>Puts values into the bytes of a saved state, one after the other; allocates nothing.</summary>
/// <param name="bytes">Where they go.</param>
public ref struct StateWriter(Span<byte> bytes)
{
    private Span<byte> _rest = bytes;

    /// <summary>Takes the next bytes for values that somebody else writes.</summary>
    public Span<T> Take<T>(int count)
        where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(_rest)[..count];
        _rest = _rest[MemoryMarshal.AsBytes(values).Length..];
        return values;
    }

    /// <summary>Writes one value.</summary>
    public void Write<T>(T value)
        where T : unmanaged => Take<T>(1)[0] = value;

    /// <summary>Writes many values.</summary>
    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged => values.CopyTo(Take<T>(values.Length));
}

/// <summary>Gives the values of a saved state back in the order in which they were written.</summary>
/// <param name="bytes">What was saved.</param>
public ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The next values, in place.</summary>
    public ReadOnlySpan<T> Take<T>(int count)
        where T : unmanaged
    {
        var values = MemoryMarshal.Cast<byte, T>(_rest)[..count];
        _rest = _rest[MemoryMarshal.AsBytes(values).Length..];
        return values;
    }

    /// <summary>The next value.</summary>
    public T Read<T>()
        where T : unmanaged => Take<T>(1)[0];
}
