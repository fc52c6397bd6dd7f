using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Control;

/// <summary>The committed fixtures.</summary>
internal static class Bundles
{
    public static string Hierarchical => Path.Combine(AppContext.BaseDirectory, "Fixtures", "hierarchical");

    public static string Flat => Path.Combine(AppContext.BaseDirectory, "Fixtures", "flat");

    public static ControllerBundle LoadHierarchical() => ControllerBundle.Load(Hierarchical);

    public static ControllerBundle LoadFlat() => ControllerBundle.Load(Flat);
}
