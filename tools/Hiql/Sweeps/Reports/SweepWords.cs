using HiqlRobotics.Control.Statistics;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Numbers and names of a sweep the way its readers say them.</summary>
internal static class SweepWords
{
    private const double SmallestP = 0.001;

    /// <summary><c>12.4 points (5.0 – 19.8)</c>.</summary>
    public static string Points(Estimate difference) => $"{Signed(difference.Value)} points ({Range(difference)})";

    /// <summary><c>12.4 (5.0 – 19.8)</c>.</summary>
    public static string Difference(Estimate difference) => $"{Signed(difference.Value)} ({Range(difference)})";

    /// <summary><c>5.0 – 19.8</c>.</summary>
    public static string Range(Estimate difference) => $"{Signed(difference.Low)} – {Signed(difference.High)}";

    /// <summary>A share in percentage points.</summary>
    public static string Signed(double share) => Text.Signed(100 * share, "0.0");

    public static string P(double value) => value < SmallestP ? "p < 0.001" : $"p = {value:0.###}";

    public static Estimate Negative(Estimate difference) => new(-difference.Value, -difference.High, -difference.Low);

    /// <summary>An axis as a word: <c>manager period</c>.</summary>
    public static string Axis(string axis) =>
        (axis.StartsWith(SettingsReader.Override, StringComparison.Ordinal) ? axis[SettingsReader.Override.Length..] : axis).Replace('_', ' ');

    /// <summary><c>a, b and c</c>.</summary>
    public static string List(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : $"{string.Join(", ", words.SkipLast(1))} and {words[^1]}";

    /// <summary><c>1 job</c>, <c>2 jobs</c>.</summary>
    public static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number:N0} {noun}s";

    /// <summary>As a sentence begins.</summary>
    public static string Capital(string text) => string.Concat(char.ToUpperInvariant(text[0]).ToString(), text.AsSpan(1));
}
