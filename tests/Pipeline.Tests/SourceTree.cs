using System.Xml.Linq;

namespace HiqlRobotics.Pipeline.Tests;

/// <summary>The repository that these tests were built from.</summary>
internal static class SourceTree
{
    private static readonly string[] ProductFolders = ["engines", "src", "tools"];
    private static readonly string[] Skipped = ["node_modules", "bin", "obj", "artifacts"];

    public static string Root { get; } = FindRoot();

    /// <summary>Hand-written C# files below some folders of the repository; generated ones end in .g.cs.</summary>
    public static IEnumerable<string> Files(params string[] folders) => folders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal))
        .Where(file => !Path.GetRelativePath(Root, file).Split('/').Intersect(Skipped).Any());

    /// <summary>The product's projects by the name of their assembly.</summary>
    public static IReadOnlyDictionary<string, XDocument> Projects() =>
        ProductFolders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal))
            .Select(file => (File: file, Project: XDocument.Load(file)))
            .ToDictionary(pair => AssemblyName(pair.File, pair.Project), pair => pair.Project);

    /// <summary>The assembly that a ProjectReference or EngineReference stands for.</summary>
    public static string ReferencedAssembly(IReadOnlyDictionary<string, XDocument> projects, XElement reference)
    {
        var include = (string)reference.Attribute("Include")!;
        if (reference.Name.LocalName == "ProjectReference") return Path.GetFileNameWithoutExtension(include);
        var file = Path.Combine(Root, "engines", include, $"{include}.csproj");
        return projects.Keys.First(name => name == AssemblyName(file, XDocument.Load(file)));
    }

    private static string AssemblyName(string file, XDocument project) =>
        (string?)project.Descendants("AssemblyName").FirstOrDefault() ?? Path.GetFileNameWithoutExtension(file);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "HiqlRobotics.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("these tests run inside their repository");
    }
}
