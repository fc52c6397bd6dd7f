namespace HiqlRobotics.Learning.Logging;

/// <summary>Cuts a file into its whole lines.</summary>
internal static class JsonLines
{
    /// <summary>Every line that has an end, with the file offset behind that end.</summary>
    public static IEnumerable<(ReadOnlyMemory<byte> Text, long End)> Whole(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var content = new byte[stream.Length];
        var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        for (var start = 0; start < length;)
        {
            var size = content.AsSpan(start, length - start).IndexOf((byte)'\n');
            if (size < 0)
                yield break;
            yield return (content.AsMemory(start, size), start + size + 1);
            start += size + 1;
        }
    }
}
