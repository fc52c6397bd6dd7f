namespace HiqlRobotics.Pipeline.Tests;

public sealed class SourceRuleTests
{
    private const int LongestFile = 500;

    // Written in two parts, so that this file does not break the rule it states.
    private static readonly string[] Unfinished = ["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Exception"];

    // TorchSharp throws this for bytes of a strided tensor, so its stand-in does.
    private const string SameAsPackage = "Bytes() called on non-contiguous tensor.";

    [Fact]
    public void No_file_is_longer_than_500_lines()
    {
        var files = SourceTree.Files("src", "engines", "tools", "tests", "benchmarks").ToArray();
        var tooLong = files.Where(file => File.ReadLines(file).Count() > LongestFile);

        Assert.NotEmpty(files);
        Assert.Empty(tooLong.Select(file => Path.GetRelativePath(SourceTree.Root, file)));
    }

    [Fact]
    public void Nothing_in_the_product_is_left_for_later()
    {
        var found =
            from file in SourceTree.Files("src", "engines", "tools")
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where Unfinished.Any(word => line.Text.Contains(word, StringComparison.Ordinal))
                && !line.Text.Contains(SameAsPackage, StringComparison.Ordinal)
            select $"{Path.GetRelativePath(SourceTree.Root, file)}:{line.Number}: {line.Text.Trim()}";

        Assert.Empty(found);
    }
}
