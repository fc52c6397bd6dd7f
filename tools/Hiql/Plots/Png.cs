using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Plots;

/// <summary>Small true-colour images with transparency, as bytes of a PNG file (RFC 2083).</summary>
internal static class Png
{
    private const int Channels = 4;

    /// <summary>Encodes <paramref name="pixel"/>(column, row); null is transparent.</summary>
    public static byte[] Encode(int width, int height, Func<int, int, Rgb?> pixel)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        const byte bitsPerChannel = 8, trueColourWithAlpha = 6;
        (header[8], header[9]) = (bitsPerChannel, trueColourWithAlpha);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", Deflate(width, height, pixel));
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    /// <summary>The same as a <c>data:</c> address, for pages that carry everything with them.</summary>
    public static string DataUri(int width, int height, Func<int, int, Rgb?> pixel) =>
        $"data:image/png;base64,{Convert.ToBase64String(Encode(width, height, pixel))}";

    private static byte[] Deflate(int width, int height, Func<int, int, Rgb?> pixel)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
        {
            // Each row starts with its filter type; 0 is none.
            var row = new byte[1 + width * Channels];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    Store(row.AsSpan(1 + x * Channels), pixel(x, y));
                zlib.Write(row);
            }
        }
        return packed.ToArray();
    }

    private static void Store(Span<byte> target, Rgb? colour)
    {
        var shown = colour ?? default;
        (target[0], target[1], target[2], target[3]) = (shown.R, shown.G, shown.B, colour is null ? (byte)0 : (byte)255);
    }

    private static void WriteChunk(MemoryStream file, string type, ReadOnlySpan<byte> content)
    {
        var body = new byte[type.Length + content.Length];
        Encoding.ASCII.GetBytes(type, body);
        content.CopyTo(body.AsSpan(type.Length));
        var checksum = new Crc32();
        checksum.Append(body);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(body);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.Value);
        file.Write(number);
    }
}
