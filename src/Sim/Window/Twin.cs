using System.Collections.Concurrent;
using System.Diagnostics;
using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Another controller in a world of its own beside the window's, for comparison: the same seeds, goals, pushes and noise at the
/// same ticks, and one clock, since it takes the steps that the other has taken and no more. Needs the window's OpenGL context.
/// </summary>
internal sealed class Twin : IDisposable
{
    private readonly ISession _session, _leader;
    private readonly SceneView _view;
    private readonly GhostPainter _ghosts;
    private readonly RenderQuality _quality;
    private readonly InsightDesk _desk = new();
    private readonly MazeLayout? _maze;
    private readonly ConcurrentQueue<(long Tick, SessionCommand Command)> _heard = new();
    private readonly Stopwatch _sinceStep = Stopwatch.StartNew();
    private long _posted;
    private double _secondsPerStep;

    /// <summary>Begins to follow; the leader must not have moved yet.</summary>
    /// <param name="session">Stands at its first tick, without deadlines; the twin's own.</param>
    /// <param name="leader">Whom it follows.</param>
    /// <param name="environment">What is drawn; only looked at.</param>
    /// <param name="fontScale">Percent.</param>
    /// <param name="isSoftware">Whether there is no graphics card.</param>
    public Twin(ISession session, ISession leader, SimEnvironment environment, int fontScale, bool isSoftware)
    {
        (_session, _leader, _maze) = (session, leader, environment.Spec.Maze);
        _view = new SceneView(environment, new MjRenderContext(environment.Physics.Model, fontScale));
        _quality = new RenderQuality(_view.Scene, isSoftware);
        _ghosts = new GhostPainter(environment);
        Shown = new SessionSnapshot(_view.Model.Nq, environment.Spec);
        leader.Tell((tick, command) => _heard.Enqueue((tick, command)));
    }

    /// <summary>What was seen of it last.</summary>
    public SessionSnapshot Shown { get; private set; }

    /// <summary>Whether it stands where the leader does.</summary>
    public bool IsAbreast(SessionSnapshot leader) => IsStill && _heard.IsEmpty && Shown.Tick == leader.Tick;

    /// <summary>Why it ended by itself; null while it runs.</summary>
    public Exception? Failure => _session.Failure;

    private bool IsStill => Shown.Paused && Shown.CommandsTaken >= _posted;

    /// <summary>Goes on to where the leader is; called before every picture.</summary>
    /// <param name="leader">What was seen of the leader last.</param>
    /// <param name="map">What the floor shows.</param>
    public void Advance(SessionSnapshot leader, ValueView map)
    {
        if (_session.TakeSnapshot() is { } snapshot)
            Take(snapshot, map);
        _secondsPerStep = leader.Paused || double.IsPositiveInfinity(leader.RequestedSpeed)
            ? 0 : _session.Environment.ControlTimestep / leader.RequestedSpeed;
        if (!IsStill)
            return;
        // What the leader heard before the step that is on show has been heard here: it was told before it was shown.
        if (_heard.TryPeek(out var next) && (next.Command is SessionCommand.Seek || next.Tick <= Shown.Tick))
        {
            _heard.TryDequeue(out _);
            if (IsShared(next.Command))
                Post(next.Command);
        }
        else if (Math.Min(next.Command is null ? long.MaxValue : next.Tick, leader.Tick) is var tick && tick > Shown.Tick)
        {
            Post(new SessionCommand.Step((int)(tick - Shown.Tick)));
        }
    }

    /// <summary>Draws it.</summary>
    public void Draw(MjViewport area, MjCamera camera, ViewSettings settings)
    {
        var start = Stopwatch.GetTimestamp();
        _view.Apply(settings);
        _view.Pose(_secondsPerStep > 0 ? Math.Clamp(_sinceStep.Elapsed.TotalSeconds / _secondsPerStep, 0, 1) : 1);
        _view.Draw(area, camera, asMap: false, scene => Decorate(scene, settings));
        _quality.Observe(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _leader.Tell(null);
        _desk.Dispose();
        _session.Dispose();
        _ghosts.Dispose();
        _view.Dispose();
    }

    // A subgoal is in the words of one controller, and how often its manager is asked is its own affair.
    private static bool IsShared(SessionCommand command) =>
        command is SessionCommand.Reset or SessionCommand.Goal or SessionCommand.Push or SessionCommand.Noise or SessionCommand.Seek;

    private void Post(SessionCommand command)
    {
        _session.Post(command);
        _posted++;
    }

    private void Take(SessionSnapshot snapshot, ValueView map)
    {
        if (snapshot.Tick != Shown.Tick)
            _sinceStep.Restart();
        Shown = snapshot;
        _view.Show(snapshot);
        _desk.Ask(_session.Insight, snapshot, _maze, map);
    }

    private void Decorate(MjScene scene, ViewSettings settings)
    {
        _desk.Field?.Draw(scene);
        if (settings.Ghosts)
            _ghosts.Draw(scene, Shown, _desk.Subgoal);
    }
}
