using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Silk.NET.Core.Contexts;
using Silk.NET.Maths;
using Silk.NET.Windowing;

namespace HiqlRobotics.Engines.Windowing;

/// <summary>One GLFW window: its life and its loop.</summary>
internal sealed partial class GlfwWindow : IWindow
{
    private readonly Stopwatch _life = new();
    private readonly Stopwatch _sinceUpdate = new();
    private readonly Stopwatch _sinceRender = new();
    private WindowOptions _options;
    private GlfwContext? _context;
    private GCHandle _self;
    private bool _swapIntervalChanged;
    private ExceptionDispatchInfo? _thrownByHandler;

    public GlfwWindow(WindowOptions options)
    {
        GlfwLibrary.Start();
        _options = options;
    }

    public event Action<Vector2D<int>>? Resize;

    public event Action<Vector2D<int>>? FramebufferResize;

    public event Action? Closing;

    public event Action<bool>? FocusChanged;

    public event Action? Load;

    public event Action<double>? Update;

    public event Action<double>? Render;

    public nint Handle { get; private set; }

    /// <summary>Who hears keys and mouse; set by the input context itself.</summary>
    internal GlfwInputContext? Input { get; set; }

    public bool IsInitialized => Handle != 0;

    public double Time => _life.Elapsed.TotalSeconds;

    public IGLContext? GLContext => _context;

    public void Initialize()
    {
        if (IsInitialized) return;
        Create();
        _life.Restart();
        _sinceUpdate.Restart();
        _sinceRender.Restart();
        Load?.Invoke();
    }

    public void Run(Action onFrame)
    {
        while (!IsClosing) onFrame();
    }

    public void DoEvents()
    {
        NativeGlfw.PollEvents();
        var thrown = _thrownByHandler;
        thrown?.Throw();
    }

    public void DoUpdate()
    {
        var elapsed = _sinceUpdate.Elapsed.TotalSeconds;
        if (elapsed < Period(UpdatesPerSecond)) return;
        _sinceUpdate.Restart();
        Update?.Invoke(elapsed);
    }

    public void DoRender()
    {
        var elapsed = _sinceRender.Elapsed.TotalSeconds;
        if (elapsed < Period(FramesPerSecond) && !VSync) return;
        PrepareContext();
        _sinceRender.Restart();
        Render?.Invoke(elapsed);
        if (ShouldSwapAutomatically) _context?.SwapBuffers();
    }

    public void Focus() => NativeGlfw.FocusWindow(Handle);

    public void Close()
    {
        Closing?.Invoke();
        IsClosing = true;
    }

    public void Reset()
    {
        if (!IsInitialized) return;
        _life.Reset();
        _context?.Dispose();
        _context = null;
        NativeGlfw.DestroyWindow(Handle);
        Handle = 0;
        _self.Free();
    }

    public void Dispose() => Reset();

    private static double Period(double perSecond) => perSecond > 0 ? 1 / perSecond : 0;

    private void Create()
    {
        WindowHints.Set(_options);
        Handle = NativeGlfw.CreateWindow(_options.Size.X, _options.Size.Y, _options.Title ?? "", 0, 0);
        if (Handle == 0) GlfwLibrary.Check();
        _self = GCHandle.Alloc(this);
        NativeGlfw.SetWindowUserPointer(Handle, GCHandle.ToIntPtr(_self));
        Listen();
        if (_options.WindowState != WindowState.Fullscreen) Position = _options.Position;
        if (_options.IsVisible) WindowState = _options.WindowState;
        if (_options.API.API is not (ContextAPI.OpenGL or ContextAPI.OpenGLES)) return;
        _context = new GlfwContext(this);
        _context.MakeCurrent();
        _swapIntervalChanged = true;
    }

    private void PrepareContext()
    {
        if (_context is not { } context) return;
        if (!context.IsCurrent) context.MakeCurrent();
        if (_swapIntervalChanged) context.SwapInterval(VSync ? 1 : 0);
        _swapIntervalChanged = false;
    }
}
