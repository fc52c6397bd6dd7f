using System.Diagnostics;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>All that is drawn of one environment: scene, ghosts, map, panels. Needs the window's OpenGL context for its whole life.</summary>
internal sealed class Stage : IDisposable
{
    private static readonly float[] GoalColour = [0.16f, 0.72f, 0.38f, 0.4f];
    private static readonly float[] SubgoalColour = [0.62f, 0.22f, 0.85f, 0.45f];
    private static readonly float[] ForcedColour = [0.95f, 0.2f, 0.35f, 0.55f];
    private static readonly float[] LinkColour = [0.62f, 0.22f, 0.85f, 0.9f];

    private readonly MazeTask? _maze;
    private readonly RobotGhost _ghost;
    private readonly RenderQuality _quality;
    private readonly Panels _panels;
    private readonly PlotBoard _plots;
    private readonly List<TickPoint> _points = [];

    /// <param name="environment">What is drawn.</param>
    /// <param name="aspect">Width by height of the window.</param>
    /// <param name="pixelsPerUnit">Pixels per screen coordinate: 2 on a fine display.</param>
    /// <param name="isSoftware">Whether there is no graphics card.</param>
    public Stage(SimEnvironment environment, double aspect, double pixelsPerUnit, bool isSoftware)
    {
        _maze = environment.Task as MazeTask;
        View = new SceneView(environment, new MjRenderContext(environment.Physics.Model, FontScale(pixelsPerUnit)));
        _quality = new RenderQuality(View.Scene, isSoftware);
        _ghost = new RobotGhost(View.Model);
        _panels = new Panels(environment.Spec);
        (_plots, Timeline) = (new PlotBoard(_points), new TimelineBar(_points));
        Camera = new CameraRig(View.Model, aspect);
    }

    public SceneView View { get; }

    public CameraRig Camera { get; }

    /// <summary>The person's hand on a body.</summary>
    public MjPerturb Hand { get; } = new();

    public TimelineBar Timeline { get; }

    /// <summary>Seconds the last picture took.</summary>
    public double PictureSeconds { get; private set; }

    /// <summary>Draws a picture.</summary>
    /// <param name="viewport">The whole window in pixels.</param>
    /// <param name="window">What is shown, and how.</param>
    /// <param name="trace">Graphs of the last ticks.</param>
    /// <param name="share">Where between the last two steps the robot is drawn.</param>
    public void Draw(MjViewport viewport, WindowController window, TickTrace trace, double share)
    {
        var start = Stopwatch.GetTimestamp();
        var settings = window.Settings;
        Apply(settings);
        View.Pose(share);
        Camera.Update(View.Data.Qpos);
        View.Draw(viewport, Camera.Camera, asMap: false, scene => Decorate(scene, window), Hand);
        trace.ReadEpisode(_points);
        if (settings.Timeline)
            Timeline.Draw(viewport, window.Shown);
        _plots.Draw(View, viewport, window);
        _panels.Write(View, viewport, window, PictureSeconds);
        PictureSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _quality.Observe(PictureSeconds);
    }

    public void Dispose()
    {
        _plots.Dispose();
        _ghost.Dispose();
        Hand.Dispose();
        Camera.Dispose();
        View.Dispose();
    }

    // MuJoCo has its font in steps of 50 percent, up to 300.
    private static int FontScale(double pixelsPerUnit) => 50 * (int)Math.Clamp(Math.Round(2 * pixelsPerUnit), 1, 6);

    private void Apply(ViewSettings settings)
    {
        View.ShowTrail = settings.Trail;
        View.Option[MjVisualFlag.Transparent] = settings.Transparent;
        View.Option[MjVisualFlag.Joint] = settings.Joints;
        View.Option[MjVisualFlag.ContactPoint] = settings.Contacts;
        View.Scene[MjRenderFlag.Wireframe] = settings.Wireframe;
    }

    private void Decorate(MjScene scene, WindowController window)
    {
        window.Field?.Draw(scene);
        window.Fan.Draw(scene);
        if (window.Settings.Trail)
            window.SubgoalTrail.Draw(scene);
        if (!window.Settings.Ghosts || _maze is null || window.Shown.Episode == 0)
            return;
        Ghost(scene, window.Shown.Goal, GoalColour);
        if (window.Subgoal is not { } subgoal)
            return;
        Ghost(scene, subgoal.State, window.Shown.SubgoalIsForced ? ForcedColour : SubgoalColour);
        const double height = 0.4, width = 3;
        scene.AddLine(
            [View.Data.Qpos[0], View.Data.Qpos[1], height], [subgoal.State[0], subgoal.State[1], height], width, LinkColour);
    }

    private void Ghost(MjScene scene, ReadOnlySpan<float> observation, ReadOnlySpan<float> colour)
    {
        _maze!.Robot.Pose(observation, _ghost.Qpos);
        _ghost.Draw(scene, colour);
    }
}
