using Silk.NET.Maths;

namespace Silk.NET.Windowing;

/// <summary>What can be asked of a window and of the options that make one.</summary>
public interface IWindowProperties : IViewProperties
{
    bool IsVisible { get; set; }

    Vector2D<int> Position { get; set; }

    new Vector2D<int> Size { get; set; }

    string Title { get; set; }

    WindowState WindowState { get; set; }

    WindowBorder WindowBorder { get; set; }
}

/// <summary>A window on a desktop.</summary>
public interface IWindow : IWindowProperties, IView
{
    /// <summary>Set to close the window, or to keep it open from a Closing handler.</summary>
    new bool IsClosing { get; set; }
}
