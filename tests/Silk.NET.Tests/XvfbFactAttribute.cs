namespace HiqlRobotics.Tests.Windowing;

/// <summary>A test that needs an X server and synthetic input; skipped where they are not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class XvfbFactAttribute : FactAttribute
{
    public XvfbFactAttribute()
    {
        if (Missing is { } tool) Skip = $"{tool} is not installed: run ./hiql setup --test";
    }

    /// <summary>The first tool that is not installed, or null.</summary>
    public static string? Missing { get; } = new[] { "Xvfb", "xdotool" }.FirstOrDefault(tool => !Installed(tool));

    private static bool Installed(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, tool)));
}
