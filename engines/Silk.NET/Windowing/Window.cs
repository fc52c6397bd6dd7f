using HiqlRobotics.Engines.Windowing;

namespace Silk.NET.Windowing;

/// <summary>Where windows come from.</summary>
public static class Window
{
    /// <summary>Prepares a window; it appears when it is initialised or run.</summary>
    /// <exception cref="PlatformNotSupportedException">libglfw is not installed.</exception>
    /// <exception cref="Silk.NET.GLFW.GlfwException">There is no display to show it on.</exception>
    public static IWindow Create(WindowOptions options) => new GlfwWindow(options);
}
