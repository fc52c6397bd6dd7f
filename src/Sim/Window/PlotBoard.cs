using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>Plots over the picture's right side: value and subgoal age over the episode, times of ticks, the last action.</summary>
internal sealed class PlotBoard : IDisposable
{
    private const int Width = 300, Height = 120, Margin = 8, FromTop = 150, FromTopLeft = 215, TwinLines = 69;

    private readonly MjFigure _value = new("V(s, g)");
    private readonly MjFigure _reward = new("reward");
    private readonly MjFigure _joints = new("joints  in their ranges") { Bars = true, LineWidth = 9 };
    private readonly MjFigure _age = new("subgoal age in steps");
    private readonly MjFigure _times = new("time per tick in us") { YFormat = "%.0f" };
    private readonly MjFigure _action = new("action") { Bars = true, LineWidth = 9 };
    private readonly List<TickPoint> _points;
    private readonly JointRanges _ranges;
    private float[] _values = [];

    /// <param name="points">The ticks of the newest episode, kept up to date by whoever draws.</param>
    /// <param name="model">Whose joints there are.</param>
    public PlotBoard(List<TickPoint> points, MjModel model)
    {
        _points = points;
        _ranges = new JointRanges(model);
        _reward.SetColor(0, 0.95f, 0.45f, 0.55f);
        _joints.SetColor(0, 0.3f, 0.75f, 0.7f);
        _value.SetColor(0, 0.98f, 0.75f, 0.2f);
        _age.SetColor(0, 0.72f, 0.42f, 0.95f);
        _times.SetColor(0, 0.35f, 0.8f, 0.45f);
        _times.SetColor(1, 0.25f, 0.65f, 0.95f);
        _action.SetColor(0, 0.93f, 0.46f, 0.16f);
    }

    /// <summary>Pixels at the right that belong to plots.</summary>
    public static int Column(ViewSettings settings) => settings.Plots || settings.Profiler ? Width + Margin : 0;

    /// <summary>Draws those that are switched on.</summary>
    public void Draw(SceneView view, MjViewport viewport, WindowController window)
    {
        var (settings, shown) = (window.Settings, window.Shown);
        var top = viewport.Height - FromTop;
        if (settings.Plots)
        {
            Plot(view, viewport, ref top, _value, [point => point.Value]);
            _reward.SetRange(_points.Count > 0 ? _points[0].Step : 0, _points.Count > 0 ? _points[^1].Step + 1 : 1, -0.05, 1.05);
            Plot(view, viewport, ref top, _reward, [point => point.Success ? 1 : 0]);
            Plot(view, viewport, ref top, _age, [point => point.SubgoalAge]);
        }
        if (settings.Profiler)
            Plot(view, viewport, ref top, _times, [point => point.ComputeTime, point => point.PolicyTime]);
        var topLeft = viewport.Height - (window.Twin is null ? FromTopLeft : FromTopLeft + TwinLines);
        if (window.Reach.Count > 0 && Place(viewport, ref topLeft) is { } reach)
            window.Reach.Draw(view, reach with { Left = Margin });
        if (settings.Actions && Place(viewport, ref topLeft) is { } area)
        {
            _action.SetLine(0, "", shown.Action);
            _action.SetRange(-1, shown.Action.Length, -1.05, 1.05);
            view.Plot(area with { Left = Margin }, _action);
        }
        if (settings.JointBars && _ranges.Count > 0 && Place(viewport, ref topLeft) is { } bars)
        {
            _joints.SetLine(0, "", _ranges.Shares(view.Data.Qpos));
            _joints.SetRange(-1, _ranges.Count, -1.05, 1.05);
            view.Plot(bars with { Left = Margin }, _joints);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var figure in new[] { _value, _reward, _age, _times, _action, _joints })
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
