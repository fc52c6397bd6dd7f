using System.Globalization;
using HiqlRobotics.Contracts;
using MuJoCo;
using Silk.NET.Windowing;

namespace HiqlRobotics.Sim.Window;

/// <summary>What the keys do.</summary>
internal sealed partial class WindowController
{
    private static readonly double[] Speeds =
        [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, double.PositiveInfinity];

    private static readonly double[] Noises = [0, 0.1, 0.2, 0.5];
    private static readonly int[] Periods = [1, 2, 3, 5, 7, 10, 15, 20, 25, 50, 100];

    private const string NothingToTry = "this controller has no subgoals to try out, or this environment no floor";

    private FilmCamera? _film;
    private bool _fanWanted;

    /// <summary>Whether the window is being filmed.</summary>
    public bool IsFilming => _film is not null;

    public void TogglePause() => Post(_shown.Paused ? new SessionCommand.Run() : new SessionCommand.Pause());

    public void Step(int count) => Post(new SessionCommand.Step(count));

    public void SeekEnd() => Post(new SessionCommand.Seek(long.MaxValue));

    public void SetSpeed(double factor) => Post(new SessionCommand.Speed(factor));

    public void ChangeSpeed(int by) => SetSpeed(Neighbour(Speeds, _shown.RequestedSpeed, by));

    public void ResetEpisode() => Post(new SessionCommand.Reset(_shown.TaskId, _shown.EpisodeSeed));

    public void ToggleManager() => Post(new SessionCommand.Manager(!_shown.ManagerEnabled));

    public void ToggleWorker() => Post(new SessionCommand.Worker(!_shown.WorkerEnabled));

    public void ChangePeriod(int by) => Post(new SessionCommand.Period(Neighbour(Periods, Math.Max(1, _shown.ManagerPeriod), by)));

    public void Release() => Post(new SessionCommand.Release());

    public void CycleNoise() =>
        Post(new SessionCommand.Noise(Noises[(Array.FindIndex(Noises, noise => noise >= _shown.Noise) + 1) % Noises.Length]));

    public void CycleValueMap()
    {
        Settings.ValueMap = (ValueView)(((int)Settings.ValueMap + 1) % Enum.GetValues<ValueView>().Length);
        _desk.Ask(_session.Insight, _shown, Environment.Maze, Settings.ValueMap);
        if (Settings.ValueMap != ValueView.Off && (_session.Insight is not { HasValue: true } || Environment.Maze is null))
            Say("this controller has no value function to map, or this environment no floor");
    }

    public void Toggle(Action<ViewSettings> change) => change(Settings);

    public void ToggleFullscreen() =>
        _window.WindowState = _window.WindowState == WindowState.Fullscreen ? WindowState.Normal : WindowState.Fullscreen;

    public void FitCamera() => Camera.Fit(Aspect());

    public void CycleMode()
    {
        Mode = (InputMode)(((int)Mode + 1) % Enum.GetValues<InputMode>().Length);
        Say($"letters: {Mode switch { InputMode.Fly => "fly (WASDQE)", InputMode.Drive => "drive the goal (WASD)", _ => "view" }}");
    }

    /// <summary>Moves the goal to a place on the floor, or what is to be moved to a place on the table.</summary>
    public void SetGoal(double x, double y)
    {
        float[] goal = [.. _shown.Goal];
        if (_environment.Task.Picture.PointAt(x, y, goal))
            Post(new SessionCommand.Goal(Environment.Maze is null ? goal : goal[..2]));
        else
            Say("nothing of this goal has a place");
    }

    /// <summary>
    /// Puts a place in the manager's stead: the subgoal that means standing there, as the landmark nearest to it does.
    /// </summary>
    public void ForceSubgoal(double x, double y)
    {
        if (_session.Insight is not { SubgoalDim: > 0 } insight)
        {
            Say("this controller has no subgoals");
            return;
        }
        Post(new SessionCommand.Subgoal(insight.Represent(_shown.Observation, Standing(insight, x, y))));
    }

    /// <summary>Tries out, beside the session, where the worker would go for subgoals all around.</summary>
    public void FanOut()
    {
        _fanWanted = !_shown.Paused;
        if (_fanWanted)
            Post(new SessionCommand.Pause());
        else if (!Fan.Ask(_session, _shown, Subgoal, (x, y) => Standing(_session.Insight!, x, y)))
            Say(NothingToTry);
    }

    public void ChangeTask(int by)
    {
        var count = Environment.Tasks.Count;
        var task = ((_shown.TaskId - 1 + by + count) % count) + 1;
        Request = Request with { TaskId = task };
        Post(new SessionCommand.Reset(task, Request.Seed));
    }

    public void ChangeEnvironment(int by)
    {
        var names = _host.Environments;
        var index = Enumerable.Range(0, names.Count).First(i => names[i] == Request.Environment);
        var name = names[(index + by + names.Count) % names.Count];
        var controllers = _host.ControllersFor(name);
        Switch(Request with { Environment = name, Bundle = controllers.Count > 0 ? controllers[0] : null, TaskId = null, Replay = null });
    }

    /// <summary>The next of the environment's controllers; random actions after the last.</summary>
    public void ChangeController()
    {
        var controllers = _host.ControllersFor(Request.Environment).ToList();
        var next = controllers.FindIndex(path => path == Request.Bundle) + 1;
        Switch(Request with { Bundle = next < controllers.Count ? controllers[next] : null, Replay = null });
    }

    /// <summary>The session so far as a log that is looked through.</summary>
    public void OpenLog()
    {
        if (_session.LogPath is { } log)
            Switch(Request with { Replay = log });
    }

    /// <summary>Tries out, beside the session, how far away subgoals may be.</summary>
    public void TryReach()
    {
        if (!Reach.Ask(_session, _shown))
            Say(NothingToTry);
    }

    /// <summary>Saves the window as it is drawn next.</summary>
    /// <exception cref="HiqlException">It cannot be written.</exception>
    public void SaveScreenshot(string path)
    {
        AtomicFile.WriteAllBytes(path, Picture());
        Say($"wrote {path}");
    }

    public void CopyState()
    {
        var text = string.Join(' ', _shown.Qpos.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
        Clipboard?.Invoke(text);
        Say("copied qpos");
    }

    public void ToggleFilm()
    {
        if (IsFilming)
        {
            EndFilm();
            return;
        }
        try
        {
            _film = new FilmCamera(_host, _host.NewPath("film", ".mp4"), Viewport, _window.Time);
            Say($"filming to {_film.Path}");
        }
        catch (HiqlException e)
        {
            Say(e.Message);
        }
    }

    /// <summary>Adds the picture that was drawn to the film, if there is one.</summary>
    public void Film()
    {
        if (_film is null)
            return;
        if (_film.Viewport != Viewport)
        {
            EndFilm();
            return;
        }
        try
        {
            _film.Add(_stage.View.ReadPicture(Viewport), _window.Time);
        }
        catch (HiqlException e)
        {
            _film.Dispose();
            _film = null;
            Say(e.Message);
        }
    }

    /// <summary>Saves the window, and says so or why not.</summary>
    public void TakeScreenshot()
    {
        try
        {
            SaveScreenshot(_host.NewPath("screenshot", ".png"));
        }
        catch (HiqlException e)
        {
            Say(e.Message);
        }
    }

    public void PackBugBundle()
    {
        try
        {
            Say($"wrote {_host.WriteBugBundle(_environment.Physics.Mjcf, _shown, _session.LogPath, Picture())}");
        }
        catch (HiqlException e)
        {
            Say(e.Message);
        }
    }

    public void Close() => _window.Close();

    /// <summary>Whether the window closes on a session that goes on.</summary>
    public bool IsLeaving { get; private set; }

    /// <summary>Closes the window; the session goes on and can be looked at again.</summary>
    public void Leave()
    {
        IsLeaving = _canReturn;
        if (_canReturn)
            Close();
        else
            Say("there is no terminal to open the window again from: Ctrl+Q ends both");
    }

    /// <summary>Gives the session away: it does not end with this window.</summary>
    public LeftSession LetGo()
    {
        _letGo = true;
        return new LeftSession(_session, Request, _shown, _posted, Settings);
    }

    /// <summary>Where a body of the robot is, in metres.</summary>
    /// <exception cref="HiqlException">The model has none of this name.</exception>
    public double[] BodyPosition(string name) => _stage.View.Model.TryId(MjObject.Body, name, out var body)
        ? _stage.View.Data.Xpos.Slice(3 * body, 3).ToArray()
        : throw new HiqlException($"there is no body {name}");

    /// <summary>Where text goes that is to be pasted elsewhere.</summary>
    public Action<string>? Clipboard { get; set; }

    private byte[] Picture()
    {
        Draw();
        var viewport = Viewport;
        return PngImage.Encode(_stage.View.ReadPicture(viewport), viewport.Width, viewport.Height, channels: 3);
    }

    private void EndFilm()
    {
        if (_film is not { } film)
            return;
        _film = null;
        try
        {
            using (film)
                film.Finish();
            Say($"wrote {film.Path}");
        }
        catch (HiqlException e)
        {
            Say(e.Message);
        }
    }

    // Standing at a place as the landmark nearest to it does; where there are none, in the robot's own posture.
    private float[] Standing(IInsight insight, double x, double y)
    {
        var picture = _environment.Task.Picture;
        var width = Environment.Observation.Dim;
        var landmarks = insight.Landmarks.Span;
        var (best, nearest) = (double.PositiveInfinity, -1);
        for (var row = 0; row < landmarks.Length / width; row++)
        {
            var place = picture.Place(landmarks.Slice(row * width, width));
            var distance = double.Hypot(place.X - x, place.Y - y);
            if (distance < best)
                (best, nearest) = (distance, row);
        }
        var state = nearest < 0 ? [.. _shown.Observation] : landmarks.Slice(nearest * width, width).ToArray();
        picture.StandAt(x, y, state);
        return state;
    }

    // The nearest of the list, then so many on.
    private static T Neighbour<T>(T[] values, T now, int by)
        where T : IComparable<T>
    {
        var at = Array.FindIndex(values, value => value.CompareTo(now) >= 0);
        if (at < 0)
            at = values.Length - 1;
        // Between two of them, one step up is the upper one.
        if (by > 0 && values[at].CompareTo(now) > 0)
            at--;
        return values[Math.Clamp(at + by, 0, values.Length - 1)];
    }
}
