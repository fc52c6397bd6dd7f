using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Manipulation;
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

    // Walls of the largest maze, its value map and a few ghosts.
    private const int MostGeoms = 8000;

    private readonly MjRenderContext _context;
    private readonly Trail _trail;
    private readonly ISceneMarkers _markers;
    private readonly ITaskPicture _picture;
    private readonly PoseBlend _blend;
    private SessionSnapshot _shown;

    /// <summary>Takes over the renderer; the environment is only looked at.</summary>
    public SceneView(SimEnvironment environment, MjRenderContext context)
    {
        _context = context;
        _picture = environment.Task.Picture;
        _trail = new Trail(_picture.Spacing);
        Model = environment.Physics.Model;
        _markers = environment.Task is TabletopTask table ? new TabletopMarkers(table, Model) : new MazeMarkers();
        Data = new MjData(Model);
        Scene = new MjScene(Model, MostGeoms);
        _blend = new PoseBlend(Model);
        _shown = new SessionSnapshot(Model.Nq, environment.Spec);
    }

    /// <summary>The model, shared with the simulation and never edited.</summary>
    public MjModel Model { get; }

    /// <summary>The state that is drawn; the view's own.</summary>
    public MjData Data { get; }

    /// <summary>What was drawn last, and its effects.</summary>
    public MjScene Scene { get; }

    /// <summary>What of the model is shown.</summary>
    public MjVisualOption Option { get; } = new();

    /// <summary>Whether the robot's way is drawn.</summary>
    public bool ShowTrail { get; private set; } = true;

    /// <summary>Switches on and off what a person has switched on and off.</summary>
    public void Apply(ViewSettings settings)
    {
        ShowTrail = settings.Trail;
        Option[MjVisualFlag.Transparent] = settings.Transparent;
        Option[MjVisualFlag.Joint] = settings.Joints;
        Option[MjVisualFlag.ContactPoint] = settings.Contacts;
        Scene[MjRenderFlag.Wireframe] = settings.Wireframe;
    }

    /// <summary>Takes over a new state of the simulation.</summary>
    public void Show(SessionSnapshot snapshot)
    {
        _shown = snapshot;
        _trail.Add(snapshot.Episode, snapshot.Step, _picture.Place(snapshot.Observation));
        Pose(1);
    }

    /// <summary>Without drawing: the mouse may look for what is under it before the first picture.</summary>
    public void LookThrough(MjCamera camera)
    {
        Data.Kinematics();
        Scene.Update(Data, Option, camera);
    }

    /// <summary>Poses the robot between the last two control steps.</summary>
    /// <param name="share">1 for the last.</param>
    public void Pose(double share)
    {
        _blend.Mix(_shown.PreviousQpos, _shown.Qpos, share, Data.Qpos);
        Data.Kinematics();
    }

    /// <summary>Draws what was shown last.</summary>
    /// <param name="viewport">Where in the framebuffer.</param>
    /// <param name="camera">From where.</param>
    /// <param name="asMap">Whether it is so far away that the robot needs a marker too.</param>
    /// <param name="decorate">Adds to the scene.</param>
    /// <param name="perturb">The person's hand; null for none.</param>
    public void Draw(MjViewport viewport, MjCamera camera, bool asMap = false, Action<MjScene>? decorate = null, MjPerturb? perturb = null)
    {
        Scene.Update(Data, Option, camera, perturb);
        if (ShowTrail)
            _trail.Draw(Scene, asMap ? MapTrailWidth : TrailWidth);
        if (_shown.Episode > 0)
            _markers.Draw(Scene, Data, _shown, asMap);
        decorate?.Invoke(Scene);
        _context.Render(viewport, Scene);
    }

    /// <summary>Text in a corner, two columns of lines.</summary>
    public void Write(MjGrid place, MjViewport viewport, string left, string right) =>
        _context.Overlay(place, viewport, left, right);

    /// <summary>A plot over the picture.</summary>
    public void Plot(MjViewport area, MjFigure figure) => _context.Figure(area, figure);

    /// <summary>A box with text in it over the picture.</summary>
    public void Label(MjViewport area, string text, ReadOnlySpan<float> background, ReadOnlySpan<float> colour) =>
        _context.Label(area, text, background, colour);

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
        (_markers as IDisposable)?.Dispose();
        _context.Dispose();
        Option.Dispose();
        Scene.Dispose();
        Data.Dispose();
    }

    private static Span<byte> Row(byte[] picture, int row, int width) => picture.AsSpan(3 * width * row, 3 * width);

    private static void Swap(Span<byte> one, Span<byte> other)
    {
        for (var i = 0; i < one.Length; i++)
            (one[i], other[i]) = (other[i], one[i]);
    }
}
