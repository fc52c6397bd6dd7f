using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

/// <summary>The committed fixtures, and the bundle that ships.</summary>
internal static class Bundles
{
    public static string Hierarchical => Path.Combine(AppContext.BaseDirectory, "Fixtures", "hierarchical");

    public static string Flat => Path.Combine(AppContext.BaseDirectory, "Fixtures", "flat");

    public static ControllerBundle LoadHierarchical() => ControllerBundle.Load(Hierarchical);

    public static ControllerBundle LoadFlat() => ControllerBundle.Load(Flat);

    /// <summary>A trained controller that comes with the repository.</summary>
    public static ControllerBundle LoadShipped(string name = "pointmaze-medium")
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "HiqlRobotics.sln"))) folder = folder.Parent;
        return ControllerBundle.Load(Path.Combine(folder.FullName, "models/bundles", name));
    }
}
