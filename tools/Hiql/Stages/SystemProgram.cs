namespace HiqlRobotics.Tools.Stages;

/// <summary>Programs that come with the machine.</summary>
internal static class SystemProgram
{
    /// <summary>Full path of a program on the PATH; null when it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>The command line that starts this very program once more, without arguments.</summary>
    public static IReadOnlyList<string> Self => Path.GetFileName(Environment.ProcessPath!) == "dotnet"
        ? [Environment.ProcessPath!, Path.Combine(AppContext.BaseDirectory, "hiql.dll")]
        : [Environment.ProcessPath!];

    /// <summary>The last thing a program said.</summary>
    public static string LastLine(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no message";
}
