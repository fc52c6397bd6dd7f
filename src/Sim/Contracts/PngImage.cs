using System.Buffers.Binary;
using System.IO.Compression;

namespace HiqlRobotics.Contracts;

/// <summary>Pictures as bytes of a PNG file (RFC 2083): 8 bits per channel, no filters.</summary>
public static class PngImage
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Encodes a picture.</summary>
    /// <param name="pixels">Shape (height, width, channels), top row first.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="channels">3 for red, green, blue; 4 with opacity.</param>
    /// <exception cref="ArgumentException">The span does not have this size, or the channels are not 3 or 4.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height, int channels)
    {
        if (pixels.Length != width * height * channels || channels is not (3 or 4))
            throw new ArgumentException($"{pixels.Length} bytes are no picture of {width} × {height} × {channels}", nameof(pixels));
        using var file = new MemoryStream();
        file.Write(Signature);
        WriteChunk(file, "IHDR"u8, Header(width, height, channels));
        WriteChunk(file, "IDAT"u8, Deflate(pixels, width * channels));
        WriteChunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Header(int width, int height, int channels)
    {
        const byte bitsPerChannel = 8, trueColour = 2, trueColourWithAlpha = 6;
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (bitsPerChannel, channels == 4 ? trueColourWithAlpha : trueColour);
        return header;
    }

    private static byte[] Deflate(ReadOnlySpan<byte> pixels, int stride)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var row = 0; row < pixels.Length; row += stride)
            {
                // Each row starts with its filter type; 0 is none.
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(row, stride));
            }
        }

        return packed.ToArray();
    }

    private static void WriteChunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        var checksum = new Crc32();
        checksum.Append(type);
        checksum.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.Value);
        file.Write(number);
    }
}
