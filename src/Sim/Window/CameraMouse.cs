using System.Numerics;
using MuJoCo;
using Silk.NET.Input;
using Silk.NET.Windowing;

namespace HiqlRobotics.Sim.Window;

/// <summary>Left button turns, right button moves, wheel zooms, as in MuJoCo's own viewer.</summary>
internal sealed class CameraMouse
{
    private const double ZoomPerNotch = 0.05;

    private readonly IWindow _window;
    private readonly WindowView _view;
    private Vector2 _last;

    public CameraMouse(IWindow window, IMouse mouse, WindowView view)
    {
        (_window, _view, _last) = (window, view, mouse.Position);
        mouse.MouseMove += Move;
        mouse.Scroll += (_, wheel) => _view.MoveCamera(MjMouse.Zoom, 0, -ZoomPerNotch * wheel.Y);
    }

    private void Move(IMouse mouse, Vector2 position)
    {
        var moved = (position - _last) / Math.Max(1, _window.Size.Y);
        _last = position;
        var action = mouse.IsButtonPressed(MouseButton.Left) ? MjMouse.RotateVertical
            : mouse.IsButtonPressed(MouseButton.Right) ? MjMouse.MoveVertical
            : MjMouse.None;
        if (action != MjMouse.None) _view.MoveCamera(action, moved.X, moved.Y);
    }
}
