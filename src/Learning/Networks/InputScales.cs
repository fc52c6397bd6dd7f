namespace HiqlRobotics.Learning;

/// <summary>Puts constant input factors of two concatenated inputs together.</summary>
internal static class InputScales
{
    /// <summary>Of [a; b] of these widths; null stands for 1.</summary>
    public static float[]? Join(float[]? a, float[]? b, int widthOfA, int widthOfB) =>
        a is null && b is null ? null : [.. a ?? Ones(widthOfA), .. b ?? Ones(widthOfB)];

    private static IEnumerable<float> Ones(int count) => Enumerable.Repeat(1f, count);
}
