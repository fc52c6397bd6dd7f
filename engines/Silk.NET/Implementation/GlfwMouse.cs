using System.Numerics;
using Silk.NET.Input;

namespace HiqlRobotics.Engines.Windowing;

internal sealed class GlfwMouse(GlfwWindow window) : IMouse
{
    private const int ButtonCount = 8;

    private static readonly MouseButton[] AllButtons = [.. Enumerable.Range(0, ButtonCount).Select(i => (MouseButton)i)];

    public event Action<IMouse, MouseButton>? MouseDown;

    public event Action<IMouse, MouseButton>? MouseUp;

    public event Action<IMouse, Vector2>? MouseMove;

    public event Action<IMouse, ScrollWheel>? Scroll;

    public string Name => "Silk.NET Mouse (via GLFW)";

    public int Index => 0;

    public bool IsConnected => true;

    public IReadOnlyList<MouseButton> SupportedButtons => AllButtons;

    public Vector2 Position
    {
        get
        {
            NativeGlfw.GetCursorPos(window.Handle, out var x, out var y);
            return new Vector2((float)x, (float)y);
        }
        set => NativeGlfw.SetCursorPos(window.Handle, value.X, value.Y);
    }

    public bool IsButtonPressed(MouseButton btn) =>
        btn is >= 0 and < (MouseButton)ButtonCount
        && NativeGlfw.GetMouseButton(window.Handle, (int)btn) == GlfwNumbers.Press;

    public void RaiseButton(MouseButton button, int action)
    {
        if (action == GlfwNumbers.Press) MouseDown?.Invoke(this, button);
        else MouseUp?.Invoke(this, button);
    }

    public void RaiseMove(Vector2 position) => MouseMove?.Invoke(this, position);

    public void RaiseScroll(ScrollWheel wheel) => Scroll?.Invoke(this, wheel);
}
