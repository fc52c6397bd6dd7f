namespace HiqlRobotics.Contracts;

/// <summary>Finds what somebody who mistyped a name probably meant.</summary>
public static class NearestWord
{
    /// <summary>The word with the smallest edit distance; the first of several.</summary>
    /// <exception cref="ArgumentException">No words are given.</exception>
    public static string Among(IEnumerable<string> words, string found) =>
        words.MinBy(word => Distance(found, word)) ?? throw new ArgumentException("no words", nameof(words));

    /// <summary>Insertions, deletions and substitutions between two words (Levenshtein).</summary>
    public static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substituted, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[b.Length];
    }
}
