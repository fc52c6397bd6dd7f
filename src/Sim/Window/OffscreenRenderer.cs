using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Manipulation;
using HiqlRobotics.Sim.Mazes;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Pictures of snapshots without a window, a display or a screen: the robot from near and the whole maze in a corner, or a
/// table from across it, and the figures in words. Belongs to the thread that made it.
/// </summary>
public sealed class OffscreenRenderer : IDisposable
{
    private const int Border = 2;
    private const double InsetShare = 0.34;

    private readonly EnvironmentSpec _spec;
    private readonly EglContext _openGl;
    private readonly SceneView _view;
    private readonly FollowCamera _near = new();
    private readonly MjCamera _far = new();
    private readonly MjCamera? _still;
    private readonly MjViewport _picture;
    private readonly MjViewport? _inset;

    /// <summary>Opens OpenGL on this thread.</summary>
    /// <param name="environment">What is drawn; only its model and its task's kind are looked at.</param>
    /// <param name="width">Of the pictures, in pixels.</param>
    /// <param name="height">Of the pictures, in pixels.</param>
    /// <exception cref="HiqlException">This machine cannot draw without a screen; the message says what to install.</exception>
    public OffscreenRenderer(SimEnvironment environment, int width, int height)
    {
        _spec = environment.Spec;
        _picture = new MjViewport(0, 0, width, height);
        try
        {
            _openGl = new EglContext();
            _view = new SceneView(environment, OpenBuffer(environment.Physics.Model));
            // Hardly seen on this floor, and without a graphics card a fifth of the time.
            _view.Scene[MjRenderFlag.Reflection] = false;
        }
        catch (MuJoCoException e)
        {
            _openGl?.Dispose();
            throw new HiqlException($"cannot draw without a screen: {e.Message} (./hiql setup --video does it)", e);
        }
        _inset = environment.Task is MazeTask maze ? Inset(maze.Map.Layout) : null;
        if (environment.Task is TabletopTask)
            TabletopCamera.Place(_still = new MjCamera());
    }

    /// <summary>Draws a snapshot; those of an episode are given in order, because the trail and the eye follow them.</summary>
    /// <returns>RGB, top row first, shape (height, width, 3).</returns>
    public byte[] Draw(SessionSnapshot snapshot)
    {
        _view.Show(snapshot);
        if (_still is null)
            _near.Follow(snapshot.Qpos[0], snapshot.Qpos[1]);
        _view.Draw(_picture, _still ?? _near.Camera);
        WriteFigures(snapshot);
        if (_inset is { } inset)
            DrawInset(inset);
        return _view.ReadPicture(_picture);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _near.Dispose();
        _still?.Dispose();
        _far.Dispose();
        _openGl.Dispose();
    }

    private MjRenderContext OpenBuffer(MjModel model)
    {
        var context = new MjRenderContext(model, FontScale(), _picture.Width, _picture.Height);
        try
        {
            context.SetBuffer(MjFramebuffer.Offscreen);
            return context;
        }
        catch
        {
            context.Dispose();
            throw;
        }
    }

    // MuJoCo has its font in a few sizes; 720 lines are read well at 100 percent.
    private int FontScale() => _picture.Height switch { < 480 => 50, < 900 => 100, < 1300 => 150, _ => 200 };

    // As large a part of the picture for a square maze as for a long one.
    private MjViewport Inset(MazeLayout maze)
    {
        var aspect = (double)maze.Width / maze.Height;
        var height = (int)(InsetShare * _picture.Height / Math.Max(1, Math.Sqrt(aspect)));
        var width = (int)(aspect * height);
        LookDown(maze);
        return new MjViewport(_picture.Width - width - (3 * Border), _picture.Height - height - (3 * Border), width, height);
    }

    private void LookDown(MazeLayout maze)
    {
        var half = maze.CellSize / 2;
        (_far.Azimuth, _far.Elevation) = (90, -90);
        (_far.Lookat[0], _far.Lookat[1]) = (half * (maze.Width - 3), half * (maze.Height - 3));
        _far.Distance = MazeCamera.DistanceFor(half * maze.Height);
    }

    private void DrawInset(MjViewport inset)
    {
        MjRenderContext.Rectangle(
            new MjViewport(inset.Left - Border, inset.Bottom - Border, inset.Width + (2 * Border), inset.Height + (2 * Border)),
            1, 1, 1, 1);
        // Seen from straight above, shadows only hide the floor.
        _view.Scene[MjRenderFlag.Shadow] = false;
        _view.Draw(inset, _far, asMap: true);
        _view.Scene[MjRenderFlag.Shadow] = true;
    }

    private void WriteFigures(SessionSnapshot snapshot)
    {
        var task = _spec.Tasks.First(task => task.Id == snapshot.TaskId);
        var age = snapshot.Subgoal is null ? "no subgoal" : $"{snapshot.SubgoalAge}";
        _view.Write(
            MjGrid.TopLeft, _picture, "environment\ntask\nstep\nsubgoal age",
            $"{_spec.Name}\n{task.Id}  {task.Name}\n{snapshot.Step} of {_spec.MaxSteps}\n{age}");
        if (snapshot.Success)
            _view.Write(MjGrid.BottomLeft, _picture, "goal reached", "");
        else if (snapshot.Step == _spec.MaxSteps)
            _view.Write(MjGrid.BottomLeft, _picture, "goal not reached", "");
    }
}
