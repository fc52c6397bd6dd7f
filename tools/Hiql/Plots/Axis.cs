namespace HiqlRobotics.Tools.Plots;

/// <summary>A linear map from values to pixels, with round ticks.</summary>
internal readonly record struct Axis(double From, double To, double PixelFrom, double PixelTo)
{
    /// <summary>An axis with a little air above and below the data.</summary>
    public static Axis Padded(double from, double to, double pixelFrom, double pixelTo)
    {
        var air = to > from ? 0.06 * (to - from) : Math.Max(0.5, Math.Abs(to) * 0.1);
        return new Axis(from - air, to + air, pixelFrom, pixelTo);
    }

    public double At(double value) => PixelFrom + (value - From) / (To - From) * (PixelTo - PixelFrom);

    /// <summary>About <paramref name="count"/> multiples of 1, 2 or 5 times a power of ten inside the axis.</summary>
    public IEnumerable<double> Ticks(int count)
    {
        var rough = (To - From) / count;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 } * power;
        for (var k = Math.Ceiling(From / step); k * step <= To + step * 1e-9; k++)
            // Not −0, which would be written so.
            yield return k * step + 0.0;
    }
}
