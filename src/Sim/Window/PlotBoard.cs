using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Plots over the picture's right side: value and subgoal age over the episode, times of ticks, the last action.</summary>
internal sealed class PlotBoard : IDisposable
{
    private const int Width = 300, Height = 120, Margin = 8, FromTop = 150, FromTopLeft = 215;

    private readonly MjFigure _value = new("V(s, g)");
    private readonly MjFigure _age = new("subgoal age in steps");
    private readonly MjFigure _times = new("time per tick in us") { YFormat = "%.0f" };
    private readonly MjFigure _action = new("action") { Bars = true, LineWidth = 9 };
    private readonly List<TickPoint> _points;
    private float[] _values = [];

    /// <param name="points">The ticks of the newest episode, kept up to date by whoever draws.</param>
    public PlotBoard(List<TickPoint> points)
    {
        _points = points;
        _value.SetColor(0, 0.98f, 0.75f, 0.2f);
        _age.SetColor(0, 0.72f, 0.42f, 0.95f);
        _times.SetColor(0, 0.35f, 0.8f, 0.45f);
        _times.SetColor(1, 0.25f, 0.65f, 0.95f);
        _action.SetColor(0, 0.93f, 0.46f, 0.16f);
    }

    /// <summary>Draws those that are switched on.</summary>
    public void Draw(SceneView view, MjViewport viewport, WindowController window)
    {
        var (settings, shown) = (window.Settings, window.Shown);
        var top = viewport.Height - FromTop;
        if (settings.Plots)
        {
            Plot(view, viewport, ref top, _value, [point => point.Value]);
            Plot(view, viewport, ref top, _age, [point => point.SubgoalAge]);
        }
        if (settings.Profiler)
            Plot(view, viewport, ref top, _times, [point => point.ComputeTime, point => point.PolicyTime]);
        var topLeft = viewport.Height - FromTopLeft;
        if (window.Reach.Count > 0 && Place(viewport, ref topLeft) is { } reach)
            window.Reach.Draw(view, reach with { Left = Margin });
        if (settings.Actions && Place(viewport, ref topLeft) is { } area)
        {
            _action.SetLine(0, "", shown.Action);
            _action.SetRange(-1, shown.Action.Length, -1.05, 1.05);
            view.Plot(area with { Left = Margin }, _action);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var figure in new[] { _value, _age, _times, _action })
            figure.Dispose();
    }

    private void Plot(SceneView view, MjViewport viewport, ref int top, MjFigure figure, Func<TickPoint, float>[] lines)
    {
        if (_points.Count < 2 || Place(viewport, ref top) is not { } area)
            return;
        if (_values.Length < _points.Count)
            _values = new float[2 * _points.Count];
        for (var line = 0; line < lines.Length; line++)
        {
            for (var i = 0; i < _points.Count; i++)
                _values[i] = lines[line](_points[i]);
            figure.SetLine(line, "", _values.AsSpan(0, _points.Count), _points[0].Step);
        }
        view.Plot(area, figure);
    }

    // From the top down, as long as there is room.
    private static MjViewport? Place(MjViewport viewport, ref int top)
    {
        var bottom = top - Height;
        if (bottom < TimelineBar.Space || viewport.Width < 2 * Width)
            return null;
        top = bottom - Margin;
        return new MjViewport(viewport.Width - Width - Margin, bottom, Width, Height);
    }
}
