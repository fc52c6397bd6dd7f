using HiqlRobotics.Engines.Windowing;
using Silk.NET.Windowing;

namespace Silk.NET.Input;

public static class InputWindowExtensions
{
    /// <summary>Starts listening to the keyboard and mouse of a window.</summary>
    /// <exception cref="InvalidOperationException">The window is not initialised yet.</exception>
    /// <exception cref="NotSupportedException">The view is not one of ours.</exception>
    public static IInputContext CreateInput(this IView view)
    {
        if (!view.IsInitialized)
            throw new InvalidOperationException("Input needs an initialised window: create it in Load or after Initialize.");
        return view is GlfwWindow window
            ? new GlfwInputContext(window)
            : throw new NotSupportedException($"No input platform knows a {view.GetType()}.");
    }
}
