using System.Runtime.InteropServices;

namespace HiqlRobotics.Contracts;

/// <summary>One named array of a safetensors file.</summary>
/// <param name="Name">Its name, e.g. <c>value/head0/layer1/weight</c>.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Extent per axis; empty for a scalar.</param>
/// <param name="Bytes">Content, row-major, little-endian.</param>
public sealed record SafetensorsTensor(string Name, NpyType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>An array from its elements.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Row-major; copied.</param>
    /// <param name="shape">Extents; none given: one axis as long as the content.</param>
    /// <exception cref="ArgumentException">The shape does not hold the content.</exception>
    public static SafetensorsTensor Of<T>(string name, ReadOnlySpan<T> content, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        var extents = shape.IsEmpty ? [content.Length] : shape.ToArray();
        if (extents.Aggregate(1L, (product, extent) => checked(product * extent)) != content.Length)
            throw new ArgumentException($"tensor '{name}': {content.Length} elements do not fill {NpyMember.Format(extents)}");
        return new SafetensorsTensor(name, NpyTypes.Of<T>(), extents, MemoryMarshal.AsBytes(content).ToArray());
    }

    /// <summary>The elements.</summary>
    /// <exception cref="InputException">They are of another type.</exception>
    public ReadOnlySpan<T> Content<T>() where T : unmanaged => Type == NpyTypes.Of<T>()
        ? MemoryMarshal.Cast<byte, T>(Bytes.Span)
        : throw new InputException($"tensor '{Name}': expected {NpyTypes.Of<T>().Word()}, found {Type.Word()}");
}
