using HiqlRobotics.Contracts;
using MuJoCo;
using Silk.NET.Windowing;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Everything a person can do in the window, whether by keys, by mouse or by a script. Holds the session and what is drawn
/// of it; one per window, on the window's thread.
/// </summary>
internal sealed partial class WindowController : IDisposable
{
    private readonly ISessionHost _host;
    private readonly IWindow _window;
    private readonly string? _settingsPath;
    private readonly bool _canReturn;
    private readonly InsightDesk _desk = new();
    private ISession _session = null!;
    private SimEnvironment _environment = null!;
    private Stage _stage = null!;
    private SessionSnapshot _shown = null!;
    private double _shownAt;
    private string? _notice;
    private double _noticeUntil;
    private int _seenMessages;
    private long _posted;
    private bool _letGo;

    /// <summary>Opens the first session, or takes over one that goes on. Needs the window's OpenGL context.</summary>
    public WindowController(ISessionHost host, IWindow window, SimWindowOptions options, LeftSession? left)
    {
        (_host, _window, _settingsPath, Request) = (host, window, options.SettingsPath, options.Session);
        _canReturn = options.AwaitReturn is not null || options.Script is not null;
        Settings = left?.Settings ?? ViewSettings.Load(options.SettingsPath);
        if (left is null)
            Open(options.Session);
        else
            TakeOver(left);
    }

    /// <summary>What is switched on.</summary>
    public ViewSettings Settings { get; }

    /// <summary>Who owns the letters.</summary>
    public InputMode Mode { get; private set; }

    /// <summary>What the session is about.</summary>
    public SessionRequest Request { get; private set; }

    /// <summary>What was drawn last.</summary>
    public SessionSnapshot Shown => _shown;

    /// <summary>The environment's specification.</summary>
    public EnvironmentSpec Environment => _environment.Spec;

    /// <summary>The eye.</summary>
    public CameraRig Camera => _stage.Camera;

    /// <summary>The landmark that stands for the subgoal; null where there is none.</summary>
    public SubgoalImage? Subgoal => _desk.Subgoal;

    /// <summary>Why the controller's mind cannot be shown; null while it can.</summary>
    public string? InsightFailure => _desk.Failure;

    /// <summary>The controller's landmarks, shape (n, <c>observation_dim</c>); empty without.</summary>
    public ReadOnlyMemory<float> Landmarks => _session.Insight?.Landmarks ?? default;

    /// <summary>The colours on the floor; null where there are none.</summary>
    public ValueField? Field => _desk.Field;

    /// <summary>Where the worker would go for other subgoals.</summary>
    public SubgoalFan Fan { get; } = new();

    /// <summary>How far the worker gets.</summary>
    public Reachability Reach { get; } = new();

    /// <summary>Where the manager has sent the worker.</summary>
    public SubgoalTrail SubgoalTrail { get; } = new();

    /// <summary>The last thing that was said to the person, while it is fresh.</summary>
    public string? Notice => _window.Time < _noticeUntil ? _notice : null;

    /// <summary>The last thing that was ever said to the person.</summary>
    public string LastNotice => _notice ?? "";

    /// <summary>How well the session has kept time.</summary>
    public SessionTiming Timing => _session.Timing;

    /// <summary>Whether what is shown has in it all that was asked for.</summary>
    public bool IsSettled => _shown.CommandsTaken >= _posted;

    /// <summary>Asks the session for something.</summary>
    public void Post(SessionCommand command)
    {
        _session.Post(command);
        _posted++;
    }

    /// <summary>Another controller beside this one, for comparison; null for none.</summary>
    public Twin? Twin { get; private set; }

    /// <summary>Who controls the session.</summary>
    public string Caption => CaptionOf(Request.Bundle);

    /// <summary>Who controls the one beside it.</summary>
    public string? TwinCaption => Twin is null ? null : CaptionOf(_beside);

    /// <summary>Says something to the person.</summary>
    public void Say(string text)
    {
        const double seconds = 5;
        (_notice, _noticeUntil) = (text, _window.Time + seconds);
    }

    /// <summary>Takes over what the session has done since the last picture.</summary>
    /// <exception cref="HiqlException">The session ended by itself.</exception>
    public void Update(double seconds)
    {
        if (_session.Failure is { } failure)
            throw failure as HiqlException ?? new HiqlException($"the session failed: {failure.Message}", failure);
        if (_session.TakeSnapshot() is { } snapshot)
            Take(snapshot);
        FollowByTwin();
        SubgoalTrail.Add(_shown, Subgoal);
        Reach.Update();
        MoveByKeys(seconds);
        PushByMouse();
    }

    /// <summary>Draws a picture.</summary>
    public void Draw()
    {
        if (Viewport is { Width: > 1, Height: > 0 })
            _stage.Draw(this, _session.Trace, Share());
    }

    /// <summary>The whole of the window in pixels.</summary>
    public MjViewport Viewport => new(0, 0, _window.FramebufferSize.X, _window.FramebufferSize.Y);

    /// <summary>The part of it that shows the session: the left half beside a twin.</summary>
    public MjViewport SceneArea => Twin is null ? Viewport : Viewport with { Width = Viewport.Width / 2 };

    /// <inheritdoc/>
    public void Dispose()
    {
        EndFilm();
        EndTwin();
        _desk.Dispose();
        if (!_letGo)
            _session.Dispose();
        Reach.Dispose();
        _stage.Dispose();
        _environment.Dispose();
        SaveSettings();
    }

    // A home that cannot be written to is no reason for a window to end badly.
    private void SaveSettings()
    {
        try
        {
            Settings.Save(_settingsPath);
        }
        catch (HiqlException)
        {
        }
    }

    /// <summary>Begins another session; the old one goes on if that cannot be.</summary>
    public void Switch(SessionRequest request)
    {
        try
        {
            SwitchOrThrow(request);
        }
        catch (HiqlException e)
        {
            Say(e.Message);
        }
    }

    /// <summary>The same, for a script, which must not go on with another session than it says.</summary>
    /// <exception cref="HiqlException">It cannot be; the old session goes on.</exception>
    public void SwitchOrThrow(SessionRequest request) => Open(request with { Paused = _shown.Paused, Speed = _shown.RequestedSpeed });

    private void Open(SessionRequest request)
    {
        var session = _host.Open(request);
        EndFilm();
        EndTwin();
        // Nobody may still be asking the old controller when it goes.
        _desk.Forget();
        _session?.Dispose();
        Watch(session, request);
        (_seenMessages, _posted) = (0, 0);
        _shown = new SessionSnapshot(_stage.View.Model.Nq, session.Environment);
        Take(FirstSnapshot(session));
    }

    private void TakeOver(LeftSession left)
    {
        Watch(left.Session, left.Request);
        (_seenMessages, _posted) = (left.Shown.MessageNumber, left.Posted);
        _shown = left.Shown;
        Take(left.Session.TakeSnapshot() ?? left.Shown);
    }

    private void Watch(ISession session, SessionRequest request)
    {
        _session = session;
        if (_environment?.Spec.Name != session.Environment.Name)
            SetStage(session.Environment.Name);
        Request = request with { Environment = session.Environment.Name };
        _window.Title = $"hiql - {Request.Environment} - {Caption}";
    }

    private static string CaptionOf(string? controller) =>
        controller is null ? "random actions" : Path.GetFileName(controller.TrimEnd('/'));

    // Two quick presses must not both start from the same old state. A session answers within a step; a stuck one is not waited for.
    private void Settle()
    {
        const int tries = 50;
        using var never = new ManualResetEventSlim();
        for (var i = 0; i < tries && !IsSettled; i++)
        {
            if (_session.TakeSnapshot() is { } snapshot)
                Take(snapshot);
            else
                never.Wait(TimeSpan.FromMilliseconds(1));
        }
    }

    // A switch must not be thrown before it is known how it stands.
    private static SessionSnapshot FirstSnapshot(ISession session)
    {
        const int tries = 500;
        using var never = new ManualResetEventSlim();
        for (var i = 0; i < tries && session.Failure is null; i++)
        {
            if (session.TakeSnapshot() is { } snapshot)
                return snapshot;
            never.Wait(TimeSpan.FromMilliseconds(10));
        }
        throw new HiqlException($"the session does not start: {session.Failure?.Message ?? "no answer"}", session.Failure!);
    }

    private void SetStage(string environment)
    {
        var next = EnvironmentCatalog.Create(environment);
        Stage stage;
        try
        {
            stage = new Stage(next, Aspect(), PixelsPerUnit, SoftwareGl.Draws(_window));
        }
        catch (MuJoCoException e)
        {
            next.Dispose();
            throw new InputException($"MuJoCo cannot draw with this OpenGL: {e.Message}", e);
        }
        _stage?.Dispose();
        _environment?.Dispose();
        (_stage, _environment) = (stage, next);
    }

    private double PixelsPerUnit => (double)_window.FramebufferSize.X / Math.Max(1, _window.Size.X);

    private double Aspect() => SceneWidth / Math.Max(1, _window.Size.Y);

    // In screen coordinates, as the mouse has them.
    private double SceneWidth => Math.Max(1, Twin is null ? _window.Size.X : _window.Size.X / 2);

    private void Take(SessionSnapshot snapshot)
    {
        var moved = snapshot.Tick != _shown.Tick || snapshot.Episode != _shown.Episode;
        _shown = snapshot;
        if (moved)
            _shownAt = _window.Time;
        if (snapshot.Message is { } message && snapshot.MessageNumber != _seenMessages)
        {
            _seenMessages = snapshot.MessageNumber;
            Say(message);
        }
        Fan.Update(snapshot);
        // A fan is of one moment: it waits until time stands.
        if (_fanWanted && snapshot.Paused)
            FanOut();
        _stage.View.Show(snapshot);
        _desk.Ask(_session.Insight, snapshot, Environment.Maze, Settings.ValueMap);
    }

    // Time stands between two steps for as long as the next one takes; when paused, the step itself is shown.
    private double Share()
    {
        if (_shown.Paused || double.IsPositiveInfinity(_shown.RequestedSpeed))
            return 1;
        return Math.Clamp((_window.Time - _shownAt) * _shown.RequestedSpeed / Environment.ControlTimestep, 0, 1);
    }
}
