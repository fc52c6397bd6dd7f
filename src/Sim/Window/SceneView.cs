using System.Diagnostics;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Draws snapshots with MuJoCo's renderer. It has an mjData of its own: a forward pass on the live one would change the
/// physics that follows. Needs the window's OpenGL context for its whole life.
/// </summary>
internal sealed class SceneView : IDisposable
{
    private const double GoalRadius = 0.8;
    private static readonly float[] GoalColour = [0.16f, 0.72f, 0.38f, 0.8f];

    private readonly SimEnvironment _environment;
    private readonly MjData _data;
    private readonly MjScene _scene;
    private readonly MjVisualOption _option = new();
    private readonly MjRenderContext _context;
    private readonly RenderQuality _quality;
    private readonly Trail _trail = new();
    private Snapshot _shown;

    public SceneView(SimEnvironment environment, double aspect)
    {
        _environment = environment;
        Model = environment.Physics.Model;
        _data = new MjData(Model);
        _scene = new MjScene(Model);
        _context = new MjRenderContext(Model);
        _quality = new RenderQuality(_scene);
        _shown = new Snapshot(Model.Nq, environment.Spec.Goal.Dim);
        MazeCamera.Fit(Camera, Model, aspect);
    }

    /// <summary>The eye; moved by the mouse.</summary>
    public MjCamera Camera { get; } = new();

    /// <summary>The model, shared with the simulation and never edited.</summary>
    public MjModel Model { get; }

    /// <summary>Follows the mouse.</summary>
    public void MoveCamera(MjMouse action, double dx, double dy) => Camera.Move(Model, action, dx, dy, _scene);

    /// <summary>Takes over a new state of the simulation.</summary>
    public void Show(Snapshot snapshot)
    {
        _shown = snapshot;
        snapshot.Qpos.CopyTo(_data.Qpos);
        _data.Kinematics();
        if (IsMaze) _trail.Add(snapshot.Episode, snapshot.Qpos[0], snapshot.Qpos[1]);
    }

    /// <summary>Draws what was shown last.</summary>
    public void Draw(MjViewport viewport, bool paused)
    {
        var start = Stopwatch.GetTimestamp();
        _scene.Update(_data, _option, Camera);
        if (IsMaze) DrawMaze();
        _context.Render(viewport, _scene);
        WriteOverlay(viewport, paused);
        _quality.Observe(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>The picture that was drawn last, as a PNG file.</summary>
    public void Save(string path, MjViewport viewport)
    {
        const int channels = 3;
        var stride = viewport.Width * channels;
        var upsideDown = new byte[stride * viewport.Height];
        _context.ReadPixels(upsideDown, viewport);
        var pixels = new byte[upsideDown.Length];
        for (var row = 0; row < viewport.Height; row++)
            upsideDown.AsSpan((viewport.Height - 1 - row) * stride, stride).CopyTo(pixels.AsSpan(row * stride));
        AtomicFile.WriteAllBytes(path, PngImage.Encode(pixels, viewport.Width, viewport.Height, channels));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _context.Dispose();
        Camera.Dispose();
        _option.Dispose();
        _scene.Dispose();
        _data.Dispose();
    }

    private bool IsMaze => _environment.Task is MazeTask;

    private void DrawMaze()
    {
        _trail.Draw(_scene);
        if (_shown.Episode > 0) _scene.AddSphere([_shown.Goal[0], _shown.Goal[1], GoalRadius], GoalRadius, GoalColour);
    }

    private void WriteOverlay(MjViewport viewport, bool paused)
    {
        var finished = Math.Max(0, _shown.Episode - 1);
        var seconds = _shown.Step * _environment.Spec.ControlTimestep;
        _context.Overlay(
            MjGrid.TopLeft, viewport, "environment\ntask\ntime\nreached",
            $"{_environment.Spec.Name}\n{_shown.TaskId}\n{seconds:0.0} s{(paused ? "  paused" : "")}\n{_shown.Successes} of {finished}");
        _context.Overlay(
            MjGrid.BottomLeft, viewport, "Space\nEsc\nmouse", "pause\nclose\nleft turns, right moves, wheel zooms");
    }
}
