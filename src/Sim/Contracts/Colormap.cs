namespace HiqlRobotics.Contracts;

/// <summary>
/// Dark violet over teal to light yellow: a path in OKLCH whose lightness rises linearly, so equal steps of the value
/// look equally large, in print and to colour-blind readers too.
/// </summary>
public static class Colormap
{
    private const double DarkestLightness = 0.24, LightestLightness = 0.94;
    private const double FirstHue = 305, LastHue = 105;
    private const double Chroma = 0.155;
    private const int Entries = 256;

    private static readonly Rgb[] Table = [.. Enumerable.Range(0, Entries).Select(i => Mix(i / (Entries - 1.0)))];

    /// <summary>The colour of <paramref name="share"/> in [0, 1]; clamped outside.</summary>
    public static Rgb At(double share) => Table[(int)Math.Round(Math.Clamp(double.IsNaN(share) ? 0 : share, 0, 1) * (Entries - 1))];

    private static Rgb Mix(double share)
    {
        var lightness = DarkestLightness + (LightestLightness - DarkestLightness) * share;
        var hue = (FirstHue + (LastHue - FirstHue) * share) * Math.PI / 180;
        // Where the screen cannot show the full chroma, the nearest it can.
        for (var chroma = Chroma; ; chroma -= 0.002)
            if (FromOklch(lightness, chroma, hue) is { } colour)
                return colour;
    }

    // Oklab to linear sRGB (Björn Ottosson's matrices), then the sRGB transfer curve.
    private static Rgb? FromOklch(double lightness, double chroma, double hue)
    {
        var (a, b) = (chroma * Math.Cos(hue), chroma * Math.Sin(hue));
        var l = Cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        var m = Cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        var s = Cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        var red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
        var green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
        var blue = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
        const double slack = 1e-4;
        if (Math.Min(red, Math.Min(green, blue)) < -slack || Math.Max(red, Math.Max(green, blue)) > 1 + slack)
            return null;
        return new Rgb(Encode(red), Encode(green), Encode(blue));
    }

    private static double Cube(double x) => x * x * x;

    private static byte Encode(double linear)
    {
        linear = Math.Clamp(linear, 0, 1);
        var encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.Pow(linear, 1 / 2.4) - 0.055;
        return (byte)Math.Round(255 * encoded);
    }
}

/// <summary>A colour of the screen.</summary>
public readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <inheritdoc/>
    public override string ToString() => $"#{R:x2}{G:x2}{B:x2}";
}
