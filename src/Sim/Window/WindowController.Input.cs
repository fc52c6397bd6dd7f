using System.Numerics;
using HiqlRobotics.Contracts;
using MuJoCo;
using Silk.NET.Input;

namespace HiqlRobotics.Sim.Window;

/// <summary>What keys and mouse mean at this moment. A script comes in here too, so it does exactly what a person does.</summary>
internal sealed partial class WindowController
{
    private const float ClickSlack = 4;
    private const double DoubleClick = 0.35;
    private const double FlySpeed = 8, DriveSpeed = 4;

    private readonly HashSet<Key> _held = [];
    private Vector2 _mouse, _pressedAt;
    private MouseButton? _pressed;
    private KeyModifiers _pressedModifiers;
    private bool _dragged;
    private double _lastClick = double.NegativeInfinity;
    private (double X, double Y)? _drivenGoal;

    /// <summary>The body the person's hand is on; 0 for none.</summary>
    public int SelectedBody => _stage.Hand.Select;

    /// <summary>A key goes down.</summary>
    public void KeyDown(Key key)
    {
        _held.Add(key);
        if (OwnedByMode(key))
            return;
        if (KeyTable.Find(key, Modifiers) is not { } binding)
            return;
        Settle();
        binding.Action(this);
    }

    /// <summary>A key goes up.</summary>
    public void KeyUp(Key key)
    {
        _held.Remove(key);
        if (_drivenGoal is not null && !MovementKeys().Any(_held.Contains))
            _drivenGoal = null;
    }

    /// <summary>A window that loses its focus never hears of keys that are let go.</summary>
    public void ReleaseKeys()
    {
        _held.Clear();
        _pressed = null;
        EndPush();
    }

    /// <summary>A button goes down where the mouse is.</summary>
    public void MouseDown(MouseButton button)
    {
        if (_pressed is not null)
            return;
        (_pressed, _pressedAt, _pressedModifiers, _dragged) = (button, _mouse, Modifiers, false);
        if (button == MouseButton.Left && OnTimeline(_mouse) is { } share)
            Scrub(share);
        else if (_pressedModifiers.HasFlag(KeyModifiers.Control) && SelectedBody > 0 && button != MouseButton.Middle)
            BeginPush(button == MouseButton.Left ? MjPerturbation.Rotate : MjPerturbation.Translate);
    }

    /// <summary>The mouse moves, in screen coordinates from the window's upper left corner.</summary>
    public void MouseMove(Vector2 position)
    {
        var moved = (position - _mouse) / Math.Max(1, _window.Size.Y);
        _mouse = position;
        if (_pressed is not { } button)
            return;
        _dragged |= Vector2.Distance(position, _pressedAt) > ClickSlack;
        if (button == MouseButton.Left && OnTimeline(_pressedAt) is not null)
            Scrub(OnTimeline(position with { Y = _pressedAt.Y }) ?? (position.X < _window.Size.X / 2f ? 0 : 1));
        else if (_stage.Hand.Active != MjPerturbation.None)
            _stage.Hand.Move(_stage.View.Data, Movement(button), moved.X, moved.Y, _stage.View.Scene);
        else if (_dragged)
            Camera.Move(Movement(button), moved.X, moved.Y, _stage.View.Scene);
    }

    /// <summary>A button goes up.</summary>
    public void MouseUp(MouseButton button)
    {
        if (_pressed != button)
            return;
        _pressed = null;
        var pushed = _stage.Hand.Active != MjPerturbation.None;
        EndPush();
        if (!_dragged && !pushed && OnTimeline(_pressedAt) is null)
            Click(button);
    }

    /// <summary>The wheel turns.</summary>
    public void Scroll(float notches)
    {
        const double perNotch = 0.05;
        Camera.Move(MjMouse.Zoom, 0, -perNotch * notches, _stage.View.Scene);
    }

    private KeyModifiers Modifiers =>
        (_held.Contains(Key.ShiftLeft) || _held.Contains(Key.ShiftRight) ? KeyModifiers.Shift : 0)
        | (_held.Contains(Key.ControlLeft) || _held.Contains(Key.ControlRight) ? KeyModifiers.Control : 0);

    private MjMouse Movement(MouseButton button)
    {
        var inPlane = Modifiers.HasFlag(KeyModifiers.Shift);
        return button switch
        {
            MouseButton.Left => inPlane ? MjMouse.RotateHorizontal : MjMouse.RotateVertical,
            MouseButton.Right => inPlane ? MjMouse.MoveHorizontal : MjMouse.MoveVertical,
            _ => MjMouse.Zoom,
        };
    }

    private void Click(MouseButton button)
    {
        var isDouble = _window.Time - _lastClick < DoubleClick;
        _lastClick = isDouble ? double.NegativeInfinity : _window.Time;
        if (button == MouseButton.Left)
            ClickLeft();
        else if (button == MouseButton.Right && isDouble)
            ClickRightTwice();
    }

    private void ClickLeft()
    {
        Span<double> point = stackalloc double[3];
        if (Pick(point) is not { } body)
            return;
        if (body > 0 && !IsRoom(body))
            _stage.Hand.Select = body;
        else if (_pressedModifiers.HasFlag(KeyModifiers.Control))
            _stage.Hand.Select = 0;
        else if (_pressedModifiers.HasFlag(KeyModifiers.Shift))
            ForceSubgoal(point[0], point[1]);
        else
            SetGoal(point[0], point[1]);
    }

    private void ClickRightTwice()
    {
        Span<double> point = stackalloc double[3];
        if (Pick(point) is not { } body)
            return;
        if (_pressedModifiers.HasFlag(KeyModifiers.Control) && body > 0)
            Camera.Track(body);
        else
            Camera.LookAt(point);
    }

    /// <summary>Where a point of the world is seen, in screen coordinates from the upper left corner; null behind the eye.</summary>
    public Vector2? OnScreen(ReadOnlySpan<double> point) => Camera.Project(point, Aspect()) is { } place
        ? new Vector2((float)(place.X * SceneWidth), (float)(place.Y * _window.Size.Y))
        : null;

    // The body under the mouse, 0 for the world, and the point that was hit.
    private int? Pick(Span<double> point)
    {
        // Beside a twin, both halves are seen by the same eye.
        var x = _mouse.X % SceneWidth / SceneWidth;
        var y = 1 - ((double)_mouse.Y / Math.Max(1, _window.Size.Y));
        var geom = _stage.View.Scene.Pick(_stage.View.Data, _stage.View.Option, Aspect(), x, y, point);
        return geom < 0 ? null : _stage.View.Model.Ints("geom_bodyid")[geom];
    }

    // Nothing to take hold of: it cannot move.
    private bool IsRoom(int body) => _stage.View.Model.Ints("body_weldid")[body] == 0;

    private void BeginPush(MjPerturbation how)
    {
        _stage.Hand.Active = how;
        _stage.Hand.Start(_stage.View.Data, _stage.View.Scene);
    }

    private void EndPush() => _stage.Hand.Active = MjPerturbation.None;

    // A push is an event of one step, so a hand that stays is a push every step.
    private void PushByMouse()
    {
        if (_stage.Hand.Active == MjPerturbation.None || _shown.Paused)
            return;
        var wrenches = _stage.View.Data.XfrcApplied;
        wrenches.Clear();
        _stage.Hand.ApplyForce(_stage.View.Data);
        Post(new SessionCommand.Push(SelectedBody, wrenches.Slice(6 * SelectedBody, 6).ToArray()));
        wrenches.Clear();
    }

    private double? OnTimeline(Vector2 position) => Settings.Timeline
        ? TimelineBar.ShareAt(position.X / Math.Max(1, _window.Size.X), position.Y / Math.Max(1, _window.Size.Y), Viewport)
        : null;

    private void Scrub(double share)
    {
        var (first, end) = _stage.Timeline.Range(_shown);
        var tick = first + (long)Math.Round(share * (end - first));
        if (tick != _shown.Tick)
            Post(new SessionCommand.Seek(tick));
    }

    private static Key[] MovementKeys() => [Key.W, Key.A, Key.S, Key.D, Key.Q, Key.E];

    private bool OwnedByMode(Key key) => Mode != InputMode.View && Modifiers == KeyModifiers.None && MovementKeys().Contains(key);

    private void MoveByKeys(double seconds)
    {
        if (Mode == InputMode.View || Modifiers != KeyModifiers.None)
            return;
        double Axis(Key up, Key down) => (_held.Contains(up) ? 1 : 0) - (_held.Contains(down) ? 1 : 0);
        var (right, forward, up) = (Axis(Key.D, Key.A), Axis(Key.W, Key.S), Axis(Key.E, Key.Q));
        if ((right, forward, up) == (0, 0, 0))
            return;
        if (Mode == InputMode.Fly)
            Camera.Fly(FlySpeed * seconds * right, FlySpeed * seconds * forward, FlySpeed * seconds * up);
        else if (Environment.Maze is not null)
            Drive(DriveSpeed * seconds * right, DriveSpeed * seconds * forward);
    }

    // Along the axes of the maze, which are those of the picture from its first camera.
    private void Drive(double dx, double dy)
    {
        var from = _drivenGoal ?? (_shown.Goal[0], _shown.Goal[1]);
        _drivenGoal = (from.X + dx, from.Y + dy);
        SetGoal(_drivenGoal.Value.X, _drivenGoal.Value.Y);
    }
}
