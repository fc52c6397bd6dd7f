using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>The way the robot has come in this episode; the oldest part is forgotten.</summary>
/// <param name="spacing">How far apart its points are, in m.</param>
internal sealed class Trail(double spacing)
{
    private const int MostPoints = 400;

    // In spacings: a teleporter moves the robot further than any step does; no line is drawn across the walls then.
    private const double Jump = 7;

    // A line has no sides: the sun lights it in full, once more in the pass that draws shadows.
    private static readonly float[] Colour = [0.93f, 0.46f, 0.16f, 1];
    private static readonly float[] ColourUnderShadows = [0.47f, 0.23f, 0.08f, 1];

    private readonly Queue<(double X, double Y, double Z)> _points = new();
    private (double X, double Y, double Z) _last;
    private int _episode, _step;

    /// <summary>Adds a place, or starts anew when the episode changed or time went back.</summary>
    public void Add(int episode, int step, (double X, double Y, double Z) place)
    {
        if (episode != _episode || step < _step) _points.Clear();
        (_episode, _step) = (episode, step);
        if (_points.Count > 0 && Distance(place, _last) < spacing) return;
        if (_points.Count == MostPoints) _points.Dequeue();
        _points.Enqueue(_last = place);
    }

    /// <summary>Adds the line to the scene.</summary>
    /// <param name="scene">The scene, updated before.</param>
    /// <param name="width">Pixels.</param>
    public void Draw(MjScene scene, double width)
    {
        var colour = scene[MjRenderFlag.Shadow] ? ColourUnderShadows : Colour;
        var from = default((double X, double Y, double Z)?);
        foreach (var to in _points)
        {
            if (from is { } point && Distance(to, point) < Jump * spacing)
                scene.AddLine([point.X, point.Y, point.Z], [to.X, to.Y, to.Z], width, colour);
            from = to;
        }
    }

    private static double Distance((double X, double Y, double Z) a, (double X, double Y, double Z) b) =>
        double.Hypot(double.Hypot(a.X - b.X, a.Y - b.Y), a.Z - b.Z);
}
