using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Silk.NET.Maths;

namespace HiqlRobotics.Engines.Windowing;

// GLFW calls these from inside DoEvents and from calls that change the window.
internal sealed unsafe partial class GlfwWindow
{
    /// <summary>Runs a handler; what it throws must not fly through GLFW's frames, so DoEvents throws it afterwards.</summary>
    internal static void Guarded(nint handle, Action<GlfwWindow> handler)
    {
        var window = Of(handle);
        try
        {
            handler(window);
        }
#pragma warning disable CA1031 // Every kind of exception is kept and thrown again from DoEvents.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            window._thrownByHandler ??= ExceptionDispatchInfo.Capture(thrown);
        }
    }

    private static GlfwWindow Of(nint handle) =>
        (GlfwWindow)GCHandle.FromIntPtr(NativeGlfw.GetWindowUserPointer(handle)).Target!;

    [UnmanagedCallersOnly]
    private static void OnSize(nint handle, int width, int height) =>
        Guarded(handle, window => window.Resize?.Invoke(new Vector2D<int>(width, height)));

    [UnmanagedCallersOnly]
    private static void OnFramebufferSize(nint handle, int width, int height) =>
        Guarded(handle, window => window.FramebufferResize?.Invoke(new Vector2D<int>(width, height)));

    [UnmanagedCallersOnly]
    private static void OnClose(nint handle) => Guarded(handle, window => window.Closing?.Invoke());

    [UnmanagedCallersOnly]
    private static void OnFocus(nint handle, int focused) =>
        Guarded(handle, window => window.FocusChanged?.Invoke(focused != GlfwNumbers.False));

    private void Listen()
    {
        NativeGlfw.SetWindowSizeCallback(Handle, &OnSize);
        NativeGlfw.SetFramebufferSizeCallback(Handle, &OnFramebufferSize);
        NativeGlfw.SetWindowCloseCallback(Handle, &OnClose);
        NativeGlfw.SetWindowFocusCallback(Handle, &OnFocus);
    }
}
