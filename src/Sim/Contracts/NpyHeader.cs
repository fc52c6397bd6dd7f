using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace HiqlRobotics.Contracts;

/// <summary>
/// The head of a .npy file, format versions 1 to 3 (NumPy, <c>numpy/lib/format.py</c>): magic, version, length, and a
/// Python dictionary literal padded to a multiple of 64 bytes.
/// </summary>
internal static partial class NpyHeader
{
    private const int Alignment = 64;
    private const int MaximumText = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Writes version 1.0, byte for byte the same for the same type and shape.</summary>
    public static byte[] Format(NpyType type, IReadOnlyList<long> shape)
    {
        var text = $"{{'descr': '{type.Descr()}', 'fortran_order': False, 'shape': {NpyMember.Format(shape)}, }}";
        const int prefix = 10;
        var total = (prefix + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        var header = new byte[total];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(total - prefix));
        Encoding.ASCII.GetBytes(text.PadRight(total - prefix - 1) + "\n", header.AsSpan(prefix));
        return header;
    }

    /// <summary>Reads the head of one member and leaves the stream at the first byte of its content.</summary>
    /// <exception cref="InvalidDataException">Not a .npy file, or one we cannot make sense of.</exception>
    public static NpyMember Read(string key, Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        stream.ReadExactly(start);
        if (!start.StartsWith(Magic) || start[6] is < 1 or > 3)
            throw new InvalidDataException("no .npy header of version 1 to 3");
        Span<byte> lengthBytes = stackalloc byte[start[6] == 1 ? sizeof(ushort) : sizeof(uint)];
        stream.ReadExactly(lengthBytes);
        var length = start[6] == 1
            ? BinaryPrimitives.ReadUInt16LittleEndian(lengthBytes)
            : BinaryPrimitives.ReadUInt32LittleEndian(lengthBytes);
        if (length > MaximumText)
            throw new InvalidDataException($".npy header of {length} bytes");
        var text = new byte[length];
        stream.ReadExactly(text);
        return Parse(key, Encoding.UTF8.GetString(text), start.Length + lengthBytes.Length + text.Length);
    }

    private static NpyMember Parse(string key, string text, int headerBytes)
    {
        var descr = DescrPattern().Match(text);
        var order = OrderPattern().Match(text);
        var shape = ShapePattern().Match(text);
        if (!order.Success || !shape.Success)
            throw new InvalidDataException(".npy header without 'fortran_order' or 'shape'");
        // A structured type has a list in place of the word; it is listed, and refused when read.
        var word = descr.Success ? descr.Groups[1].Value : "structured";
        return new NpyMember(
            key, NpyTypes.FromDescr(word), word, ParseShape(shape.Groups[1].Value), order.Groups[1].Value == "True", headerBytes);
    }

    private static long[] ParseShape(string text)
    {
        var extents = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var shape = new long[extents.Length];
        for (var axis = 0; axis < shape.Length; axis++)
            if (!long.TryParse(extents[axis], out shape[axis]) || shape[axis] < 0)
                throw new InvalidDataException($".npy header with shape ({text})");
        return shape;
    }

    [GeneratedRegex(@"'descr'\s*:\s*'([^']*)'")]
    private static partial Regex DescrPattern();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)")]
    private static partial Regex ShapePattern();
}
