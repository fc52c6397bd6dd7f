namespace HiqlRobotics.Tools.Stages;

/// <summary>Files that come with the repository, found from wherever the program is called.</summary>
internal static class Repository
{
    /// <summary>The file below the working directory, else below the clone the program was built in; null if neither has it.</summary>
    public static string? Find(string relative) => Find(relative, File.Exists);

    /// <summary>The same for a folder; the name itself if neither has it.</summary>
    public static string FindFolder(string relative) => Find(relative, Directory.Exists) ?? relative;

    private static string? Find(string relative, Predicate<string> exists)
    {
        if (exists(relative))
            return relative;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, relative) is var path && exists(path))
                return path;
        return null;
    }
}
