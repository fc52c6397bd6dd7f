using System.Diagnostics;
using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>What a window shows: the scene from where the mouse put the eye, and what is going on in words.</summary>
internal sealed class WindowView : IDisposable
{
    private readonly EnvironmentSpec _spec;
    private readonly SceneView _view;
    private readonly RenderQuality _quality;
    private readonly MjCamera _camera = new();
    private Snapshot _shown;

    /// <summary>Needs the window's OpenGL context to be current.</summary>
    /// <exception cref="MuJoCoException">No usable OpenGL.</exception>
    public WindowView(SimEnvironment environment, double aspect)
    {
        _spec = environment.Spec;
        _view = new SceneView(environment, new MjRenderContext(environment.Physics.Model));
        _quality = new RenderQuality(_view.Scene);
        _shown = new Snapshot(_view.Model.Nq, _spec.Goal.Dim);
        MazeCamera.Fit(_camera, _view.Model, aspect);
    }

    /// <summary>Follows the mouse.</summary>
    public void MoveCamera(MjMouse action, double dx, double dy) => _camera.Move(_view.Model, action, dx, dy, _view.Scene);

    /// <summary>Takes over a new state of the simulation.</summary>
    public void Show(Snapshot snapshot) => _view.Show(_shown = snapshot);

    /// <summary>Draws what was shown last.</summary>
    public void Draw(MjViewport viewport, bool paused)
    {
        var start = Stopwatch.GetTimestamp();
        _view.Draw(viewport, _camera);
        WriteOverlay(viewport, paused);
        _quality.Observe(Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>The picture that was drawn last, as a PNG file.</summary>
    public void Save(string path, MjViewport viewport) => AtomicFile.WriteAllBytes(
        path, PngImage.Encode(_view.ReadPicture(viewport), viewport.Width, viewport.Height, channels: 3));

    /// <inheritdoc/>
    public void Dispose()
    {
        _view.Dispose();
        _camera.Dispose();
    }

    private void WriteOverlay(MjViewport viewport, bool paused)
    {
        var finished = Math.Max(0, _shown.Episode - 1);
        var seconds = _shown.Step * _spec.ControlTimestep;
        _view.Write(
            MjGrid.TopLeft, viewport, "environment\ntask\ntime\nreached",
            $"{_spec.Name}\n{_shown.TaskId}\n{seconds:0.0} s{(paused ? "  paused" : "")}\n{_shown.Successes} of {finished}");
        _view.Write(
            MjGrid.BottomLeft, viewport, "Space\nEsc\nmouse", "pause\nclose\nleft turns, right moves, wheel zooms");
    }
}
