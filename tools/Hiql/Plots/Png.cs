using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Plots;

/// <summary>Small true-colour images with transparency, as bytes of a PNG file (RFC 2083).</summary>
internal static class Png
{
    private const int Channels = 4;

    /// <summary>Encodes <paramref name="pixel"/>(column, row); null is transparent.</summary>
    public static byte[] Encode(int width, int height, Func<int, int, Rgb?> pixel)
    {
        var pixels = new byte[width * height * Channels];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                Store(pixels.AsSpan((y * width + x) * Channels), pixel(x, y));
        return PngImage.Encode(pixels, width, height, Channels);
    }

    /// <summary>The same as a <c>data:</c> address, for pages that carry everything with them.</summary>
    public static string DataUri(int width, int height, Func<int, int, Rgb?> pixel) =>
        $"data:image/png;base64,{Convert.ToBase64String(Encode(width, height, pixel))}";

    private static void Store(Span<byte> target, Rgb? colour)
    {
        var shown = colour ?? default;
        (target[0], target[1], target[2], target[3]) = (shown.R, shown.G, shown.B, colour is null ? (byte)0 : (byte)255);
    }
}
