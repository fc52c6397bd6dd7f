using System.Numerics;
using System.Runtime.InteropServices;
using Silk.NET.Input;

namespace HiqlRobotics.Engines.Windowing;

/// <summary>Brings GLFW's key and mouse callbacks of one window to its keyboard and mouse.</summary>
internal sealed unsafe class GlfwInputContext : IInputContext
{
    private readonly GlfwWindow _window;
    private readonly GlfwKeyboard _keyboard;
    private readonly GlfwMouse _mouse;

    public GlfwInputContext(GlfwWindow window)
    {
        _window = window;
        _keyboard = new GlfwKeyboard(window);
        _mouse = new GlfwMouse(window);
        window.Input = this;
        NativeGlfw.SetKeyCallback(window.Handle, &OnKey);
        NativeGlfw.SetCharCallback(window.Handle, &OnChar);
        NativeGlfw.SetMouseButtonCallback(window.Handle, &OnButton);
        NativeGlfw.SetCursorPosCallback(window.Handle, &OnMove);
        NativeGlfw.SetScrollCallback(window.Handle, &OnScroll);
    }

    public nint Handle => _window.Handle;

    public IReadOnlyList<IKeyboard> Keyboards => [_keyboard];

    public IReadOnlyList<IMouse> Mice => [_mouse];

    public void Dispose()
    {
        if (!ReferenceEquals(_window.Input, this)) return;
        _window.Input = null;
        if (!_window.IsInitialized) return;
        NativeGlfw.SetKeyCallback(Handle, null);
        NativeGlfw.SetCharCallback(Handle, null);
        NativeGlfw.SetMouseButtonCallback(Handle, null);
        NativeGlfw.SetCursorPosCallback(Handle, null);
        NativeGlfw.SetScrollCallback(Handle, null);
    }

    [UnmanagedCallersOnly]
    private static void OnKey(nint handle, int key, int scancode, int action, int modifiers) =>
        GlfwWindow.Guarded(handle, window => window.Input?._keyboard.RaiseKey((Key)key, scancode, action));

    [UnmanagedCallersOnly]
    private static void OnChar(nint handle, uint codepoint) =>
        GlfwWindow.Guarded(handle, window => window.Input?._keyboard.RaiseChar((char)codepoint));

    [UnmanagedCallersOnly]
    private static void OnButton(nint handle, int button, int action, int modifiers) =>
        GlfwWindow.Guarded(handle, window => window.Input?._mouse.RaiseButton((MouseButton)button, action));

    [UnmanagedCallersOnly]
    private static void OnMove(nint handle, double x, double y) =>
        GlfwWindow.Guarded(handle, window => window.Input?._mouse.RaiseMove(new Vector2((float)x, (float)y)));

    [UnmanagedCallersOnly]
    private static void OnScroll(nint handle, double x, double y) =>
        GlfwWindow.Guarded(handle, window => window.Input?._mouse.RaiseScroll(new ScrollWheel((float)x, (float)y)));
}
