using System.Numerics;

namespace Silk.NET.Input;

public interface IMouse : IInputDevice
{
    event Action<IMouse, MouseButton>? MouseDown;

    event Action<IMouse, MouseButton>? MouseUp;

    /// <summary>Raised with the new position in screen coordinates from the window's upper left corner.</summary>
    event Action<IMouse, Vector2>? MouseMove;

    /// <summary>Raised with how far the wheel was turned since the last event.</summary>
    event Action<IMouse, ScrollWheel>? Scroll;

    IReadOnlyList<MouseButton> SupportedButtons { get; }

    Vector2 Position { get; set; }

    bool IsButtonPressed(MouseButton btn);
}

public struct ScrollWheel
{
    public ScrollWheel(float x, float y) => (X, Y) = (x, y);

    public float X { get; }

    public float Y { get; }
}

/// <summary>Buttons by number; GLFW reports the first eight.</summary>
public enum MouseButton
{
    Unknown = -1,
    Left = 0,
    Right,
    Middle,
    Button4,
    Button5,
    Button6,
    Button7,
    Button8,
    Button9,
    Button10,
    Button11,
    Button12,
}
