using System.Diagnostics;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>All that is drawn of one environment: scene, ghosts, map, panels. Needs the window's OpenGL context for its whole life.</summary>
internal sealed class Stage : IDisposable
{
    private const double InsetShare = 0.3, InsetAspect = 4 / 3.0;
    private const int InsetMargin = 8;

    private readonly ITaskPicture _picture;
    private readonly GhostPainter _ghosts;
    private readonly RenderQuality _quality;
    private readonly Panels _panels;
    private readonly PlotBoard _plots;
    private readonly List<TickPoint> _points = [];

    /// <param name="environment">What is drawn.</param>
    /// <param name="aspect">Width by height of the picture.</param>
    /// <param name="pixelsPerUnit">Pixels per screen coordinate: 2 on a fine display.</param>
    /// <param name="isSoftware">Whether there is no graphics card.</param>
    public Stage(SimEnvironment environment, double aspect, double pixelsPerUnit, bool isSoftware)
    {
        View = new SceneView(environment, new MjRenderContext(environment.Physics.Model, FontScale(pixelsPerUnit)));
        _quality = new RenderQuality(View.Scene, isSoftware);
        _picture = environment.Task.Picture;
        _ghosts = new GhostPainter(environment);
        _panels = new Panels(environment.Spec, _picture);
        (_plots, Timeline) = (new PlotBoard(_points, View.Model), new TimelineBar(_points));
        Camera = new CameraRig(View.Model, aspect, InsetAspect, environment.Task is MazeTask);
        View.LookThrough(Camera.Camera);
    }

    public SceneView View { get; }

    public CameraRig Camera { get; }

    /// <summary>The person's hand on a body.</summary>
    public MjPerturb Hand { get; } = new();

    public TimelineBar Timeline { get; }

    /// <summary>Seconds the last picture took.</summary>
    public double PictureSeconds { get; private set; }

    /// <summary>Draws a picture.</summary>
    /// <param name="window">What is shown, where, and how.</param>
    /// <param name="trace">Graphs of the last ticks.</param>
    /// <param name="share">Where between the last two steps the robot is drawn.</param>
    public void Draw(WindowController window, TickTrace trace, double share)
    {
        var start = Stopwatch.GetTimestamp();
        var (settings, area) = (window.Settings, window.SceneArea);
        View.Apply(settings);
        View.Pose(share);
        Camera.Update(View.Data.Qpos);
        View.Draw(area, Camera.Camera, asMap: false, scene => Decorate(scene, window), Hand);
        window.Twin?.Draw(window.Viewport with { Left = area.Width, Width = window.Viewport.Width - area.Width }, Camera.Camera, settings);
        if (settings.Inset)
            View.Draw(Inset(window), Camera.InsetCamera, Camera.InsetIsMap, scene => Decorate(scene, window));
        trace.ReadEpisode(_points);
        if (settings.Timeline)
            Timeline.Draw(window.Viewport, window.Shown);
        _plots.Draw(View, window.Viewport, window);
        _panels.Write(View, window.Viewport, window, PictureSeconds, Taken(window));
        PictureSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        _quality.Observe(PictureSeconds);
    }

    public void Dispose()
    {
        _plots.Dispose();
        _ghosts.Dispose();
        Hand.Dispose();
        Camera.Dispose();
        View.Dispose();
    }

    /// <summary>MuJoCo has its font in steps of 50 percent, up to 300.</summary>
    /// <param name="pixelsPerUnit">Pixels per screen coordinate.</param>
    public static int FontScale(double pixelsPerUnit) => 50 * (int)Math.Clamp(Math.Round(2 * pixelsPerUnit), 1, 6);

    // The lower right corner, above the timeline and beside the plots.
    private static MjViewport Inset(WindowController window)
    {
        var area = window.SceneArea;
        var width = (int)Math.Min(InsetShare * area.Width, InsetShare * area.Height * InsetAspect);
        var right = area.Width - (window.Twin is null ? PlotBoard.Column(window.Settings) : 0);
        return new MjViewport(Math.Max(0, right - width - InsetMargin), TimelineBar.Space + InsetMargin, width, (int)(width / InsetAspect));
    }

    // Pixels of the lower right corner in which nothing should be written.
    private static int Taken(WindowController window) =>
        PlotBoard.Column(window.Settings) + (window.Settings.Inset && window.Twin is null ? Inset(window).Width + InsetMargin : 0);

    private void Decorate(MjScene scene, WindowController window)
    {
        window.Field?.Draw(scene);
        window.Fan.Draw(scene);
        if (window.Settings.Trail)
            window.SubgoalTrail.Draw(scene, _picture);
        if (window.Settings.Way && window.Landmarks is { IsEmpty: false } landmarks)
            WayPainter.Draw(scene, window.Shown, landmarks, _picture);
        if (window.Settings.Ghosts)
            _ghosts.Draw(scene, window.Shown, window.Subgoal);
    }
}
