namespace HiqlRobotics.Learning;

/// <summary>Puts constant input factors of two concatenated inputs together.</summary>
internal static class InputScales
{
    /// <summary>Of [a; b] of these widths; null stands for 1.</summary>
    public static float[]? Join(float[]? a, float[]? b, int widthOfA, int widthOfB) =>
        a is null && b is null ? null : [.. a ?? Ones(widthOfA), .. b ?? Ones(widthOfB)];

    /// <summary>The product of two lists of factors; null stands for 1.</summary>
    public static float[]? Times(float[]? a, float[]? b) => a is null ? b : b is null ? a : [.. a.Zip(b, (x, y) => x * y)];

    private static IEnumerable<float> Ones(int count) => Enumerable.Repeat(1f, count);
}
