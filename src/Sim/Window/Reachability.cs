using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// Does the manager ask for too much? Landmarks near the robot are tried as subgoals in a world of their own, for as many steps
/// as training gave the worker, and counted by their distance. Each press adds more; another controller starts anew.
/// </summary>
internal sealed class Reachability : IDisposable
{
    /// <summary>Distances are counted in bins this wide, in metres.</summary>
    public const double BinWidth = 1;

    /// <summary>Bins; what is further away is not tried.</summary>
    public const int Bins = 8;

    private const int Trials = 24;

    // An ant's own width: nearer is there.
    private const double Reached = 1;

    private readonly int[] _tried = new int[Bins], _reached = new int[Bins];
    private readonly float[] _shares = new float[Bins];
    private readonly MjFigure _figure = new("reached, by distance in m") { Bars = true, LineWidth = 12, XFormat = "%.0f", YFormat = "%.1f" };
    private IInsight? _insight;
    private Task<IReadOnlyList<IReadOnlyList<(double X, double Y)>>>? _answer;
    private List<(double X, double Y)> _asked = [];
    private ulong _presses;

    public Reachability() => _figure.SetColor(0, 0.2f, 0.8f, 0.75f);

    /// <summary>Subgoals tried so far.</summary>
    public int Count => _tried.Sum();

    /// <summary>Share of those that were reached, per bin; NaN where none was tried.</summary>
    public IEnumerable<double> Shares => _tried.Zip(_reached, (tried, reached) => tried == 0 ? double.NaN : (double)reached / tried);

    /// <summary>Tries some more from where the session stands.</summary>
    /// <returns>Whether the controller has subgoals, and landmarks to try, and the environment a floor.</returns>
    public bool Ask(ISession session, SessionSnapshot shown)
    {
        if (session.Insight is not { SubgoalDim: > 0 } insight || insight.Landmarks.IsEmpty || session.Environment.Maze is null)
            return false;
        if (_answer is { IsCompleted: false })
            return true;
        if (!ReferenceEquals(insight, _insight))
            Clear(insight);
        var width = shown.Observation.Length;
        var states = Draw(insight.Landmarks.Span, width, shown);
        var subgoals = insight.Represent(shown.Observation, states);
        _asked = [.. Enumerable.Range(0, states.Length / width).Select(row => ((double)states[row * width], (double)states[(row * width) + 1]))];
        _answer = session.FanOut([.. subgoals.Chunk(insight.SubgoalDim)], insight.SubgoalSteps);
        return true;
    }

    /// <summary>Counts what has been tried since the last picture.</summary>
    public void Update()
    {
        if (_answer is not { IsCompletedSuccessfully: true } answer)
            return;
        _answer = null;
        for (var k = 0; k < answer.Result.Count; k++)
        {
            var path = answer.Result[k];
            var bin = (int)(Distance(path[0], _asked[k]) / BinWidth);
            if (bin >= Bins)
                continue;
            _tried[bin]++;
            _reached[bin] += path.Any(place => Distance(place, _asked[k]) < Reached) ? 1 : 0;
        }
    }

    /// <summary>Plots it.</summary>
    public void Draw(SceneView view, MjViewport area)
    {
        var bin = 0;
        foreach (var share in Shares)
            _shares[bin++] = (float)share;
        _figure.SetLine(0, "", _shares, firstX: BinWidth / 2, stepX: BinWidth);
        _figure.SetRange(0, Bins * BinWidth, 0, 1.05);
        view.Plot(area, _figure);
    }

    /// <inheritdoc/>
    public void Dispose() => _figure.Dispose();

    private void Clear(IInsight insight)
    {
        _insight = insight;
        Array.Clear(_tried);
        Array.Clear(_reached);
    }

    // Another draw with each press, the same in every session.
    private float[] Draw(ReadOnlySpan<float> landmarks, int width, SessionSnapshot shown)
    {
        List<int> near = [];
        for (var row = 0; row < landmarks.Length / width; row++)
            if (Distance((landmarks[row * width], landmarks[(row * width) + 1]), (shown.Qpos[0], shown.Qpos[1])) < Bins * BinWidth)
                near.Add(row);
        var random = new RandomStream((ulong)shown.Tick, "window/reachability", _presses++);
        var states = new float[Math.Min(Trials, near.Count) * width];
        for (var k = 0; k < states.Length / width; k++)
        {
            var pick = random.NextInt32(near.Count);
            landmarks.Slice(near[pick] * width, width).CopyTo(states.AsSpan(k * width));
            near.RemoveAt(pick);
        }
        return states;
    }

    private static double Distance((double X, double Y) from, (double X, double Y) to) => double.Hypot(to.X - from.X, to.Y - from.Y);
}
