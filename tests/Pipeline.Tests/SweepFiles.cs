using HiqlRobotics.Contracts;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>What a sweep leaves in its folder.</summary>
internal static class SweepFiles
{
    /// <summary>Hash of the page and its twins, by file name.</summary>
    public static Dictionary<string, string> Report(string folder) =>
        Directory.EnumerateFiles(folder, "report.*").ToDictionary(file => Path.GetFileName(file), Sha256File.OfFile);

    /// <summary>Hash of every result, by file name.</summary>
    public static Dictionary<string, string> Results(string folder)
    {
        var path = Path.Combine(folder, "results");
        return Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.json").ToDictionary(file => Path.GetFileName(file), Sha256File.OfFile)
            : [];
    }
}
