using HiqlRobotics.Sim.Mazes;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Draws snapshots with MuJoCo's renderer. It has an mjData of its own: a forward pass on the live one would change the
/// physics that follows. Needs the OpenGL context of its renderer for its whole life.
/// </summary>
internal sealed class SceneView : IDisposable
{
    private const double TrailWidth = 4;
    private const double MapTrailWidth = 2;

    private readonly MjData _data;
    private readonly MjVisualOption _option = new();
    private readonly MjRenderContext _context;
    private readonly Trail _trail = new();
    private readonly bool _isMaze;
    private Snapshot _shown;

    /// <summary>Takes over the renderer; the environment is only looked at.</summary>
    public SceneView(SimEnvironment environment, MjRenderContext context)
    {
        _context = context;
        _isMaze = environment.Task is MazeTask;
        Model = environment.Physics.Model;
        _data = new MjData(Model);
        Scene = new MjScene(Model);
        _shown = new Snapshot(Model.Nq, environment.Spec.Goal.Dim);
    }

    /// <summary>The model, shared with the simulation and never edited.</summary>
    public MjModel Model { get; }

    /// <summary>What was drawn last, and its effects.</summary>
    public MjScene Scene { get; }

    /// <summary>Takes over a new state of the simulation.</summary>
    public void Show(Snapshot snapshot)
    {
        _shown = snapshot;
        snapshot.Qpos.CopyTo(_data.Qpos);
        _data.Kinematics();
        if (_isMaze) _trail.Add(snapshot.Episode, snapshot.Qpos[0], snapshot.Qpos[1]);
    }

    /// <summary>Draws what was shown last.</summary>
    /// <param name="viewport">Where in the framebuffer.</param>
    /// <param name="camera">From where.</param>
    /// <param name="asMap">Whether it is so far away that the robot needs a marker too.</param>
    public void Draw(MjViewport viewport, MjCamera camera, bool asMap = false)
    {
        Scene.Update(_data, _option, camera);
        if (_isMaze) _trail.Draw(Scene, asMap ? MapTrailWidth : TrailWidth);
        if (_isMaze && _shown.Episode > 0) MazeMarkers.Draw(Scene, _shown, asMap);
        _context.Render(viewport, Scene);
    }

    /// <summary>Text in a corner, two columns of lines.</summary>
    public void Write(MjGrid place, MjViewport viewport, string left, string right) =>
        _context.Overlay(place, viewport, left, right);

    /// <summary>The picture that was drawn last: RGB, top row first, shape (height, width, 3).</summary>
    public byte[] ReadPicture(MjViewport viewport)
    {
        var picture = new byte[3 * viewport.Width * viewport.Height];
        _context.ReadPixels(picture, viewport);
        // OpenGL begins at the bottom.
        for (var (top, bottom) = (0, viewport.Height - 1); top < bottom; top++, bottom--)
            Swap(Row(picture, top, viewport.Width), Row(picture, bottom, viewport.Width));
        return picture;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _context.Dispose();
        _option.Dispose();
        Scene.Dispose();
        _data.Dispose();
    }

    private static Span<byte> Row(byte[] picture, int row, int width) => picture.AsSpan(3 * width * row, 3 * width);

    private static void Swap(Span<byte> one, Span<byte> other)
    {
        for (var i = 0; i < one.Length; i++)
            (one[i], other[i]) = (other[i], one[i]);
    }
}
