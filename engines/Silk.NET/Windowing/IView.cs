using Silk.NET.Core.Contexts;
using Silk.NET.Maths;

namespace Silk.NET.Windowing;

/// <summary>What can be asked of a view and of the options that make one.</summary>
public interface IViewProperties
{
    /// <summary>Whether the buffers are swapped after each Render event.</summary>
    bool ShouldSwapAutomatically { get; }

    /// <summary>In screen coordinates, which need not be pixels.</summary>
    Vector2D<int> Size { get; }

    /// <summary>Render events per second at most; 0 for no limit.</summary>
    double FramesPerSecond { get; set; }

    /// <summary>Update events per second at most; 0 for no limit.</summary>
    double UpdatesPerSecond { get; set; }

    GraphicsAPI API { get; }

    bool VSync { get; set; }

    /// <summary>Bits per pixel; null for the usual 24.</summary>
    int? PreferredDepthBufferBits { get; }

    /// <summary>Bits per pixel; null for the usual 8.</summary>
    int? PreferredStencilBufferBits { get; }

    /// <summary>Multisampling; null for whatever the system prefers.</summary>
    int? Samples { get; }
}

/// <summary>A surface with a loop: events, then updates, then pictures.</summary>
public interface IView : IViewProperties, IGLContextSource, IDisposable
{
    event Action<Vector2D<int>>? Resize;

    event Action<Vector2D<int>>? FramebufferResize;

    event Action? Closing;

    event Action<bool>? FocusChanged;

    event Action? Load;

    /// <summary>Raised with the seconds since the last one.</summary>
    event Action<double>? Update;

    /// <summary>Raised with the seconds since the last one.</summary>
    event Action<double>? Render;

    /// <summary>GLFW's own pointer; 0 until initialised.</summary>
    nint Handle { get; }

    bool IsClosing { get; }

    /// <summary>Seconds since the view was initialised.</summary>
    double Time { get; }

    /// <summary>In pixels.</summary>
    Vector2D<int> FramebufferSize { get; }

    bool IsInitialized { get; }

    /// <summary>Creates the window, makes its context current and raises Load.</summary>
    void Initialize();

    void DoRender();

    void DoUpdate();

    /// <summary>Takes what has happened from the system and raises its events.</summary>
    void DoEvents();

    /// <summary>Destroys the window; it can be initialised again.</summary>
    void Reset();

    void Focus();

    /// <summary>Raises Closing; the loop ends after this frame.</summary>
    void Close();

    /// <summary>Calls back until the view is closing.</summary>
    void Run(Action onFrame);
}
