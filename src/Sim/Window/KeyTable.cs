using Silk.NET.Input;
using static HiqlRobotics.Sim.Window.KeyModifiers;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Every key of the window. Binding, help on the screen and <c>docs/window.md</c> come from this one table. Keys that MuJoCo's
/// own viewers have mean the same here; the hierarchy is on keys they leave free.
/// </summary>
internal static class KeyTable
{
    private const string Time = "Time", Hierarchy = "Hierarchy", Show = "Show", Camera = "Camera", Session = "Session";

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<KeyBinding> Bindings { get; } =
    [
        new(Key.Space, None, Time, "pause / run", window => window.TogglePause()),
        new(Key.Right, None, Time, "one control step", window => window.Step(1)),
        new(Key.Left, None, Time, "one step back", window => window.Step(-1)),
        new(Key.Right, Shift, Time, "ten steps", window => window.Step(10)),
        new(Key.Left, Shift, Time, "ten steps back", window => window.Step(-10)),
        new(Key.End, None, Time, "back to the present", window => window.SeekEnd()),
        new(Key.Equal, None, Time, "faster", window => window.ChangeSpeed(1)),
        new(Key.Minus, None, Time, "slower", window => window.ChangeSpeed(-1)),
        new(Key.Number1, Control, Time, "real time", window => window.SetSpeed(1)),
        new(Key.Backspace, None, Time, "reset the episode", window => window.ResetEpisode()),

        new(Key.Enter, None, Hierarchy, "manager on / off", window => window.ToggleManager()),
        new(Key.BackSlash, None, Hierarchy, "worker on / off", window => window.ToggleWorker()),
        new(Key.K, None, Hierarchy, "ask the manager less often", window => window.ChangePeriod(1)),
        new(Key.J, None, Hierarchy, "ask the manager more often", window => window.ChangePeriod(-1)),
        new(Key.X, None, Hierarchy, "release the forced subgoal", window => window.Release()),
        new(Key.V, None, Hierarchy, "value map: off, to the goal, from the robot", window => window.CycleValueMap()),
        new(Key.G, None, Hierarchy, "ghosts of goal and subgoal", window => window.Toggle(view => view.Ghosts = !view.Ghosts)),
        new(Key.P, None, Hierarchy, "landmarks and the way planned over them", window => window.Toggle(view => view.Way = !view.Way)),
        new(Key.F, None, Hierarchy, "fan: where would other subgoals lead?", window => window.FanOut()),
        new(Key.H, None, Hierarchy, "how far may subgoals be? try 24 more", window => window.TryReach()),
        new(Key.N, None, Hierarchy, "noise on actions: 0, 0.1, 0.2, 0.5", window => window.CycleNoise()),

        new(Key.F1, None, Show, "this help, its next page", window => window.Toggle(view => view.Help = (view.Help + 1) % (Panels.HelpPages.Count + 1))),
        new(Key.F2, None, Show, "figures", window => window.Toggle(view => view.Info = !view.Info)),
        new(Key.F3, None, Show, "profiler", window => window.Toggle(view => view.Profiler = !view.Profiler)),
        new(Key.F4, None, Show, "actions", window => window.Toggle(view => view.Actions = !view.Actions)),
        new(Key.F8, None, Show, "positions of the joints", window => window.Toggle(view => view.JointBars = !view.JointBars)),
        new(Key.I, None, Show, "picture in the picture: the whole, or the robot", window => window.Toggle(view => view.Inset = !view.Inset)),
        new(Key.F5, None, Show, "full screen", window => window.ToggleFullscreen()),
        new(Key.M, None, Show, "plots of value, reward and subgoal age", window => window.Toggle(view => view.Plots = !view.Plots)),
        new(Key.L, None, Show, "timeline", window => window.Toggle(view => view.Timeline = !view.Timeline)),
        new(Key.B, None, Show, "trails of robot and subgoals", window => window.Toggle(view => view.Trail = !view.Trail)),
        new(Key.T, None, Show, "transparent", window => window.Toggle(view => view.Transparent = !view.Transparent)),
        new(Key.W, None, Show, "wireframe", window => window.Toggle(view => view.Wireframe = !view.Wireframe)),
        new(Key.C, None, Show, "contacts", window => window.Toggle(view => view.Contacts = !view.Contacts)),
        new(Key.F7, None, Show, "joints", window => window.Toggle(view => view.Joints = !view.Joints)),

        new(Key.Escape, None, Camera, "free camera", window => window.Camera.Free()),
        new(Key.Z, None, Camera, "follow the robot", window => window.Camera.ToggleFollow()),
        new(Key.LeftBracket, None, Camera, "previous camera of the model", window => window.Camera.Cycle(-1)),
        new(Key.RightBracket, None, Camera, "next camera of the model", window => window.Camera.Cycle(1)),
        new(Key.A, Control, Camera, "the whole scene", window => window.FitCamera()),
        new(Key.O, None, Camera, "letters: view, fly (WASDQE), drive the goal (WASD)", window => window.CycleMode()),

        new(Key.Comma, None, Session, "previous task", window => window.ChangeTask(-1)),
        new(Key.Period, None, Session, "next task", window => window.ChangeTask(1)),
        new(Key.Comma, Shift, Session, "previous environment", window => window.ChangeEnvironment(-1)),
        new(Key.Period, Shift, Session, "next environment", window => window.ChangeEnvironment(1)),
        new(Key.R, None, Session, "next controller", window => window.ChangeController()),
        new(Key.R, Control, Session, "another controller beside this one; none", window => window.ChangeTwin()),
        new(Key.P, Control, Session, "screenshot", window => window.TakeScreenshot()),
        new(Key.C, Control, Session, "copy the state as text", window => window.CopyState()),
        new(Key.F9, None, Session, "start / stop a film", window => window.ToggleFilm()),
        new(Key.F10, None, Session, "open this session's log at its beginning", window => window.OpenLog()),
        new(Key.F12, None, Session, "pack a bug bundle", window => window.PackBugBundle()),
        new(Key.W, Control, Session, "close the window; the session goes on", window => window.Leave()),
        new(Key.Q, Control, Session, "quit", window => window.Close()),
    ];

    /// <summary>What the mouse does, for the help.</summary>
    public static IReadOnlyList<(string Gesture, string Help)> Gestures { get; } =
    [
        ("click on the floor", "set the goal"),
        ("Shift+click on the floor", "force a subgoal"),
        ("click on a body", "select it"),
        ("Ctrl+left drag", "turn the selected body"),
        ("Ctrl+right drag", "pull it (Shift: in the plane)"),
        ("left drag", "orbit"),
        ("right drag", "move (Shift: in the plane)"),
        ("wheel, middle drag", "zoom"),
        ("right double-click", "look there (Ctrl: track the body)"),
        ("click on the timeline", "go there"),
    ];

    /// <summary>The binding of a key; null where there is none.</summary>
    public static KeyBinding? Find(Key key, KeyModifiers modifiers) =>
        Bindings.FirstOrDefault(binding => binding.Key == key && binding.Modifiers == modifiers);

    /// <summary>Reads what <see cref="KeyBinding.Label"/> writes.</summary>
    /// <returns>Null where it names no key.</returns>
    public static (Key Key, KeyModifiers Modifiers)? Parse(string label)
    {
        var modifiers = None;
        while (true)
        {
            if (label.StartsWith("Ctrl+", StringComparison.Ordinal))
                (modifiers, label) = (modifiers | Control, label[5..]);
            else if (label.StartsWith("Shift+", StringComparison.Ordinal))
                (modifiers, label) = (modifiers | Shift, label[6..]);
            else
                break;
        }
        foreach (var key in Enum.GetValues<Key>())
            if (key != Key.Unknown && KeyBinding.NameOf(key) == label)
                return (key, modifiers);
        return null;
    }

    /// <summary>The table as people read it: for the screen and for the documentation.</summary>
    public static IEnumerable<(string Group, string Label, string Help)> Help() =>
        Bindings.Select(binding => (binding.Group, binding.Label, binding.Help))
            .Concat(Gestures.Select(gesture => ("Mouse", gesture.Gesture, gesture.Help)));
}
