using Silk.NET.Maths;
using Silk.NET.Windowing;
using static HiqlRobotics.Engines.Windowing.GlfwNumbers;

namespace HiqlRobotics.Engines.Windowing;

// What can be asked and set; before the window exists this goes to the options it will be made from.
internal sealed partial class GlfwWindow
{
    private Vector2D<int> _windowedPosition;
    private Vector2D<int> _windowedSize;

    public bool ShouldSwapAutomatically => _options.ShouldSwapAutomatically;

    public GraphicsAPI API => _options.API;

    public int? PreferredDepthBufferBits => _options.PreferredDepthBufferBits;

    public int? PreferredStencilBufferBits => _options.PreferredStencilBufferBits;

    public int? Samples => _options.Samples;

    public double FramesPerSecond
    {
        get => _options.FramesPerSecond;
        set => _options.FramesPerSecond = value;
    }

    public double UpdatesPerSecond
    {
        get => _options.UpdatesPerSecond;
        set => _options.UpdatesPerSecond = value;
    }

    public bool VSync
    {
        get => _options.VSync;
        set
        {
            _options.VSync = value;
            _swapIntervalChanged = true;
        }
    }

    public bool IsClosing
    {
        get => !IsInitialized || NativeGlfw.WindowShouldClose(Handle) != False;
        set
        {
            if (IsInitialized) NativeGlfw.SetWindowShouldClose(Handle, value ? True : False);
        }
    }

    public bool IsVisible
    {
        get => IsInitialized ? Has(Visible) : _options.IsVisible;
        set
        {
            _options.IsVisible = value;
            if (!IsInitialized) return;
            if (value) NativeGlfw.ShowWindow(Handle);
            else NativeGlfw.HideWindow(Handle);
        }
    }

    public string Title
    {
        get => _options.Title;
        set
        {
            _options.Title = value;
            if (IsInitialized) NativeGlfw.SetWindowTitle(Handle, value);
        }
    }

    public Vector2D<int> Position
    {
        get
        {
            if (!IsInitialized) return _options.Position;
            NativeGlfw.GetWindowPos(Handle, out var x, out var y);
            return new Vector2D<int>(x, y);
        }
        set
        {
            _options.Position = value;
            if (IsInitialized) NativeGlfw.SetWindowPos(Handle, value.X, value.Y);
        }
    }

    public Vector2D<int> Size
    {
        get
        {
            if (!IsInitialized) return _options.Size;
            NativeGlfw.GetWindowSize(Handle, out var width, out var height);
            return new Vector2D<int>(width, height);
        }
        set
        {
            _options.Size = value;
            if (IsInitialized) NativeGlfw.SetWindowSize(Handle, value.X, value.Y);
        }
    }

    public Vector2D<int> FramebufferSize
    {
        get
        {
            NativeGlfw.GetFramebufferSize(Handle, out var width, out var height);
            return new Vector2D<int>(width, height);
        }
    }

    public WindowBorder WindowBorder
    {
        get => _options.WindowBorder;
        set
        {
            _options.WindowBorder = value;
            if (!IsInitialized) return;
            NativeGlfw.SetWindowAttrib(Handle, Decorated, value == WindowBorder.Hidden ? False : True);
            NativeGlfw.SetWindowAttrib(Handle, Resizable, value == WindowBorder.Resizable ? True : False);
        }
    }

    public WindowState WindowState
    {
        get => IsInitialized ? CurrentState() : _options.WindowState;
        set
        {
            _options.WindowState = value;
            if (IsInitialized) Enter(value);
        }
    }

    private bool Has(int attribute) => NativeGlfw.GetWindowAttrib(Handle, attribute) != False;

    private WindowState CurrentState()
    {
        if (Has(Iconified)) return WindowState.Minimized;
        if (Has(Maximized)) return WindowState.Maximized;
        return NativeGlfw.GetWindowMonitor(Handle) != 0 ? WindowState.Fullscreen : WindowState.Normal;
    }

    private void Enter(WindowState state)
    {
        if (state == WindowState.Fullscreen)
        {
            FillScreen();
            return;
        }

        if (CurrentState() == WindowState.Fullscreen) LeaveScreen();
        if (state == WindowState.Minimized) NativeGlfw.IconifyWindow(Handle);
        else if (state == WindowState.Maximized) NativeGlfw.MaximizeWindow(Handle);
        else NativeGlfw.RestoreWindow(Handle);
    }

    private unsafe void FillScreen()
    {
        (_windowedPosition, _windowedSize) = (Position, Size);
        var monitor = NativeGlfw.GetPrimaryMonitor();
        var mode = NativeGlfw.GetVideoMode(monitor);
        if (mode == null)
            GlfwLibrary.Check();
        else
            NativeGlfw.SetWindowMonitor(Handle, monitor, 0, 0, mode->Width, mode->Height, mode->RefreshRate);
    }

    private void LeaveScreen() => NativeGlfw.SetWindowMonitor(
        Handle, 0, _windowedPosition.X, _windowedPosition.Y, _windowedSize.X, _windowedSize.Y, 0);
}
