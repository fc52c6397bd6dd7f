namespace HiqlRobotics.Tools.Cli;

/// <summary>Words as a POSIX shell reads them.</summary>
internal static class ShellWord
{
    /// <summary>The word in quotes, whatever is in it.</summary>
    public static string Quote(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>The same, without quotes where it needs none: for lines that people read.</summary>
    public static string QuoteIfNeeded(string word) =>
        word.All(letter => char.IsAsciiLetterOrDigit(letter) || "-_./=:,+".Contains(letter)) ? word : Quote(word);
}
