namespace Silk.NET.Windowing;

public enum WindowState
{
    Normal = 0,
    Minimized,
    Maximized,
    Fullscreen,
}

public enum WindowBorder
{
    Resizable = 0,
    Fixed,
    Hidden,
}
