using System.Diagnostics;
using Silk.NET.Windowing;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>
/// Tries to open a window in a process of its own: GLFW reads the environment once, and the tests already started it.
/// </summary>
internal static class WindowProbe
{
    public static int Main()
    {
        try
        {
            using var window = Window.Create(WindowOptions.Default with { IsVisible = false });
            window.Initialize();
            return 0;
        }
        catch (Exception e) when (e is PlatformNotSupportedException or Silk.NET.GLFW.GlfwException)
        {
            Console.Out.WriteLine($"{e.GetType().Name}: {e.Message}");
            return 1;
        }
    }

    public static (int ExitCode, string Output) Run(Action<IDictionary<string, string?>> change)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["exec", typeof(WindowProbe).Assembly.Location])
        {
            RedirectStandardOutput = true,
        };
        change(start.Environment);
        using var child = Process.Start(start)!;
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        return (child.ExitCode, output.Trim());
    }
}
