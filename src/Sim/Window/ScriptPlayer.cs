using System.Numerics;
using HiqlRobotics.Contracts;
using Silk.NET.Input;
using Silk.NET.Maths;
using Silk.NET.Windowing;

namespace HiqlRobotics.Sim.Window;

/// <summary>Plays a script in a window, a line per picture; a line that waits gets as many pictures as it needs.</summary>
internal sealed class ScriptPlayer(WindowScript script)
{
    // A script that waits for what never comes is a failure, not a hung test.
    private const double Patience = 120;

    // Between a command and its being seen there is a step boundary and a picture.
    private const double ExpectPatience = 3;

    private WindowController _controller = null!;
    private IWindow _window = null!;
    private int _next;
    private double _lineBegan = -1;
    private bool _posted, _started;
    private bool _stepping;
    private long? _asked;
    private long _target;
    private int _stretch;
    private ScriptLine? _asking;
    private long _refusedBefore;

    /// <summary>How long the window stays away that the script has closed.</summary>
    public double SecondsAway { get; private set; }

    /// <summary>Says in which window the next lines are played.</summary>
    public void Attach(WindowController controller, IWindow window) => (_controller, _window) = (controller, window);

    /// <summary>Goes on with the script.</summary>
    /// <returns>False at its end.</returns>
    /// <exception cref="HiqlException">Something is not as expected; the message has the line.</exception>
    public bool Advance()
    {
        if (_asking is not null && _controller.IsSettled)
            RequireTaken(_asking);
        if (_next == script.Lines.Count)
            return _asking is not null;
        var line = script.Lines[_next];
        if (_lineBegan < 0)
            (_lineBegan, _posted, _started) = (_window.Time, false, false);
        try
        {
            // A line must not start from a state that the line before has changed already.
            if (!_started && _controller.IsSettled)
                (_started, _refusedBefore) = (true, _controller.Shown.CommandsRefused);
            if (!_started || !Play(line))
            {
                if (_window.Time - _lineBegan > Patience)
                    throw new HiqlException($"waited {Patience:0} s in vain");
                return true;
            }
        }
        catch (InputException e)
        {
            throw new InputException($"{script.Path}:{line.Number}: {line.Text}: {e.Message}", e);
        }
        catch (HiqlException e)
        {
            throw new HiqlException($"{script.Path}:{line.Number}: {line.Text}: {e.Message}", e);
        }
        _asking = line.Command is null ? null : line;
        _next++;
        _lineBegan = -1;
        return true;
    }

    // A person reads why something was refused; a script must not go on as if it had not been.
    private void RequireTaken(ScriptLine line)
    {
        _asking = null;
        if (_controller.Shown.CommandsRefused > _refusedBefore)
            throw new HiqlException($"{script.Path}:{line.Number}: {line.Text}: refused: {_controller.Shown.Message}");
    }

    // Whether the line is done.
    private bool Play(ScriptLine line) => line.Command is { } command
        ? line.Tick is { } tick ? PlayAt(tick, command) : Ask(command)
        : PlayInWindow(line);

    // The session stops before the tick, so that the command cannot come late.
    private bool PlayAt(long tick, SessionCommand command)
    {
        var shown = _controller.Shown;
        if (_asked is not null)
            return Ask(command);
        // While time runs, nobody knows how far it is to the tick.
        if (!shown.Paused && !_stepping)
        {
            if (!_posted)
                _controller.Post(new SessionCommand.Pause());
            _posted = true;
            return false;
        }
        if (command is not SessionCommand.Seek && shown.Tick > tick)
            throw new HiqlException($"the session is at tick {shown.Tick} already");
        if (shown.Tick < tick || !shown.Paused)
        {
            if (!_stepping)
                _controller.Post(new SessionCommand.Step((int)(tick - shown.Tick)));
            _stepping = true;
            return false;
        }
        _stepping = false;
        return Ask(command);
    }

    // A step has been taken when the session stands again.
    private bool Ask(SessionCommand command)
    {
        if (command is not (SessionCommand.Step or SessionCommand.Seek))
        {
            _controller.Post(command);
            return true;
        }
        var shown = _controller.Shown;
        if (_asked is null && !shown.Paused)
        {
            // While time runs, nobody knows from which tick a step would count.
            if (!_posted)
                _controller.Post(new SessionCommand.Pause());
            _posted = true;
            return false;
        }
        if (_asked is null)
        {
            _controller.Post(command);
            _asked = shown.Tick;
            _target = command switch
            {
                SessionCommand.Step { Count: > 0 } step => shown.Tick + step.Count,
                SessionCommand.Step step => Math.Max(shown.FirstTick, shown.Tick + step.Count),
                SessionCommand.Seek seek => Math.Clamp(seek.Tick, shown.FirstTick, shown.EndTick),
                _ => 0,
            };
        }
        if (!_controller.Shown.Paused || _controller.Shown.Tick != _target)
            return false;
        _asked = null;
        return true;
    }

    private bool PlayInWindow(ScriptLine line)
    {
        switch (line.Verb)
        {
            case "env":
                _controller.SwitchOrThrow(_controller.Request with { Environment = line.Words[0], Bundle = null, TaskId = null, Replay = null });
                return true;
            case "bundle":
                _controller.SwitchOrThrow(_controller.Request with { Bundle = line.Words[0] == "random" ? null : line.Words[0], Replay = null });
                return true;
            case "task":
                _controller.SwitchOrThrow(_controller.Request with { TaskId = line.Words[0] == "all" ? null : (int)line.Value(0), Replay = null });
                return true;
            case "beside":
                if (line.Words[0] == "off")
                    _controller.CompareNoMore();
                else
                    _controller.Compare(line.Words[0] == "random" ? null : line.Words[0]);
                return true;
            case "wait":
                return Wait(line);
            case "key":
                Press(line.Words[0]);
                return true;
            case "hold":
                return Hold(line);
            case "click":
                Click(line);
                return true;
            case "drag":
                return Drag(line);
            case "scroll":
                _controller.Scroll((float)line.Value(0));
                return true;
            case "resize":
                _window.Size = new Vector2D<int>((int)line.Value(0), (int)line.Value(1));
                return true;
            case "reopen":
                SecondsAway = line.Value(0);
                _controller.Leave();
                return true;
            case "minimize":
                _window.WindowState = WindowState.Minimized;
                return true;
            case "restore":
                _window.WindowState = WindowState.Normal;
                return true;
            case "screenshot":
                _controller.SaveScreenshot(line.Words[0]);
                return true;
            default:
                return Expect(line);
        }
    }

    private bool Wait(ScriptLine line) => line.Words[0] switch
    {
        "paused" => _controller.Shown.Paused,
        "subgoal" => _controller.Subgoal is not null,
        "map" => _controller.Field is { } field && field.View == _controller.Settings.ValueMap,
        "beside" => _controller.Twin is { } twin && twin.IsAbreast(_controller.Shown),
        "fan" => _controller.Fan.Paths.Count > 0,
        _ => _window.Time - _lineBegan >= line.Value(0),
    };

    private bool Expect(ScriptLine line)
    {
        if (Expectation.Of(line).Holds(_controller, _window, out var found))
            return true;
        return _window.Time - _lineBegan > ExpectPatience ? throw new HiqlException($"found {found}") : false;
    }

    private void Press(string label)
    {
        WithModifiers(label, key =>
        {
            _controller.KeyDown(key);
            _controller.KeyUp(key);
        });
    }

    private bool Hold(ScriptLine line)
    {
        var key = KeyTable.Parse(line.Words[0])!.Value.Key;
        if (!_posted)
            _controller.KeyDown(key);
        _posted = true;
        if (_window.Time - _lineBegan < line.Value(1))
            return false;
        _controller.KeyUp(key);
        return true;
    }

    private void WithModifiers(string label, Action<Key> press)
    {
        var (key, modifiers) = KeyTable.Parse(label)!.Value;
        var held = Held(modifiers.HasFlag(KeyModifiers.Shift), modifiers.HasFlag(KeyModifiers.Control));
        foreach (var modifier in held)
            _controller.KeyDown(modifier);
        press(key);
        foreach (var modifier in held)
            _controller.KeyUp(modifier);
    }

    private static Key[] Held(bool shift, bool control) =>
        [.. shift ? [Key.ShiftLeft] : Array.Empty<Key>(), .. control ? [Key.ControlLeft] : Array.Empty<Key>()];

    private void Click(ScriptLine line)
    {
        var position = Target(line, out var rest);
        var button = rest.Contains("right") ? MouseButton.Right : MouseButton.Left;
        var held = Held(rest.Contains("shift"), rest.Contains("ctrl"));
        _controller.MouseMove(position);
        foreach (var key in held)
            _controller.KeyDown(key);
        for (var i = 0; i < (rest.Contains("double") ? 2 : 1); i++)
        {
            _controller.MouseDown(button);
            _controller.MouseUp(button);
        }
        foreach (var key in held)
            _controller.KeyUp(key);
    }

    private Vector2 Target(ScriptLine line, out IReadOnlyList<string> rest)
    {
        switch (line.Words[0])
        {
            case "floor":
                rest = [.. line.Words.Skip(3)];
                return OnScreen([line.Value(1), line.Value(2), 0]);
            case "body":
                rest = [.. line.Words.Skip(2)];
                return OnScreen(_controller.BodyPosition(line.Words[1]));
            default:
                rest = [.. line.Words.Skip(2)];
                return new Vector2((float)line.Value(0), (float)line.Value(1));
        }
    }

    private Vector2 OnScreen(ReadOnlySpan<double> point) =>
        _controller.OnScreen(point) ?? throw new HiqlException("that place is behind the camera");

    // A picture per stretch: a hand that pulls has to be seen by the session.
    private bool Drag(ScriptLine line)
    {
        const int stretches = 12;
        var from = new Vector2((float)line.Value(0), (float)line.Value(1));
        var to = new Vector2((float)line.Value(2), (float)line.Value(3));
        var button = line.Words.Contains("right") ? MouseButton.Right : line.Words.Contains("middle") ? MouseButton.Middle : MouseButton.Left;
        var held = Held(line.Words.Contains("shift"), line.Words.Contains("ctrl"));
        if (_stretch == 0)
        {
            foreach (var key in held)
                _controller.KeyDown(key);
            _controller.MouseMove(from);
            _controller.MouseDown(button);
        }
        _controller.MouseMove(Vector2.Lerp(from, to, (float)(_stretch + 1) / stretches));
        if (++_stretch < stretches)
            return false;
        _controller.MouseUp(button);
        foreach (var key in held)
            _controller.KeyUp(key);
        _stretch = 0;
        return true;
    }
}
