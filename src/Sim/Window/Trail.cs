using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>The way the robot has come in this episode, drawn on the floor; the oldest part is forgotten.</summary>
internal sealed class Trail
{
    private const int MostPoints = 400;
    private const double Height = 0.08;
    private const double Spacing = 0.3;

    // A teleporter moves the robot further than any step does; no line is drawn across the walls then.
    private const double Jump = 2;

    // A line has no sides: the sun lights it in full, once more in the pass that draws shadows.
    private static readonly float[] Colour = [0.93f, 0.46f, 0.16f, 1];
    private static readonly float[] ColourUnderShadows = [0.47f, 0.23f, 0.08f, 1];

    private readonly Queue<(double X, double Y)> _points = new();
    private (double X, double Y) _last;
    private int _episode, _step;

    /// <summary>Adds a place, or starts anew when the episode changed or time went back.</summary>
    public void Add(int episode, int step, double x, double y)
    {
        if (episode != _episode || step < _step) _points.Clear();
        (_episode, _step) = (episode, step);
        if (_points.Count > 0 && double.Hypot(x - _last.X, y - _last.Y) < Spacing) return;
        if (_points.Count == MostPoints) _points.Dequeue();
        _points.Enqueue(_last = (x, y));
    }

    /// <summary>Adds the line to the scene.</summary>
    /// <param name="scene">The scene, updated before.</param>
    /// <param name="width">Pixels.</param>
    public void Draw(MjScene scene, double width)
    {
        var colour = scene[MjRenderFlag.Shadow] ? ColourUnderShadows : Colour;
        var from = default((double X, double Y)?);
        foreach (var to in _points)
        {
            if (from is { } point && double.Hypot(to.X - point.X, to.Y - point.Y) < Jump)
                scene.AddLine([point.X, point.Y, Height], [to.X, to.Y, Height], width, colour);
            from = to;
        }
    }
}
