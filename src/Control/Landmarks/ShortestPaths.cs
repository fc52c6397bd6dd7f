using System.Numerics;
using System.Runtime.InteropServices;

namespace HiqlRobotics.Control;

/// <summary>
/// The cheapest ways from every landmark to one of them: Dijkstra's algorithm on the dense graph, backwards from the goal. Taking in a
/// node and finding the nearest of the rest is one pass over its edges, as many at a time as the processor has lanes.
/// </summary>
internal sealed class ShortestPaths
{
    private const int None = -1;

    private readonly LandmarkGraph _graph;
    private readonly float[] _cost;
    private readonly int[] _next;

    // The costs of nodes that have not been taken in. NaN for the others, since it is less than nothing and nothing is less than it.
    private readonly float[] _open;

    public ShortestPaths(LandmarkGraph graph)
    {
        _graph = graph;
        (_cost, _next, _open) = (new float[graph.Count], new int[graph.Count], new float[graph.Count]);
        Goal = None;
    }

    /// <summary>The node all ways lead to; −1 before the first search.</summary>
    public int Goal { get; private set; }

    /// <summary>Cost of the way from a node to the goal.</summary>
    public float Cost(int node) => _cost[node];

    /// <summary>The node after this one on its way; −1 at the goal.</summary>
    public int Next(int node) => _next[node];

    /// <summary>Finds the ways to a node, in time n².</summary>
    public void Search(int goal)
    {
        Array.Fill(_open, float.PositiveInfinity);
        Array.Fill(_next, None);
        (Goal, _open[goal]) = (goal, 0);
        for (var node = goal; node != None;)
        {
            (_cost[node], _open[node]) = (_open[node], float.NaN);
            node = Relax(node);
        }
    }

    // Returns the nearest open node; the first of several.
    private int Relax(int node)
    {
        var weights = _graph.WeightsInto(node);
        var whole = _open.Length - (_open.Length % Vector<float>.Count);
        var (nearest, least) = RelaxLanes(node, weights[..whole], _open.AsSpan(0, whole), _next.AsSpan(0, whole));
        for (var from = whole; from < _open.Length; from++)
        {
            if (_cost[node] + weights[from] is var through && through < _open[from])
                (_open[from], _next[from]) = (through, node);
            if (_open[from] < least)
                (nearest, least) = (from, _open[from]);
        }
        return nearest;
    }

    private (int Nearest, float Least) RelaxLanes(int node, ReadOnlySpan<float> weights, Span<float> open, Span<int> next)
    {
        var (cost, to) = (new Vector<float>(_cost[node]), new Vector<int>(node));
        var (least, nearest) = (new Vector<float>(float.PositiveInfinity), new Vector<int>(None));
        var (lanes, step) = (Vector<int>.Indices, new Vector<int>(Vector<int>.Count));
        var w = MemoryMarshal.Cast<float, Vector<float>>(weights);
        var o = MemoryMarshal.Cast<float, Vector<float>>(open);
        var n = MemoryMarshal.Cast<int, Vector<int>>(next);
        for (var i = 0; i < w.Length; i++)
        {
            var through = cost + w[i];
            var better = Vector.LessThan(through, o[i]);
            o[i] = Vector.ConditionalSelect(better, through, o[i]);
            n[i] = Vector.ConditionalSelect(better, to, n[i]);
            var lower = Vector.LessThan(o[i], least);
            least = Vector.ConditionalSelect(lower, o[i], least);
            nearest = Vector.ConditionalSelect(lower, lanes, nearest);
            lanes += step;
        }
        var best = (Nearest: None, Least: float.PositiveInfinity);
        for (var lane = 0; lane < Vector<float>.Count; lane++)
            if (least[lane] < best.Least || (least[lane] == best.Least && nearest[lane] < best.Nearest))
                best = (nearest[lane], least[lane]);
        return best;
    }
}
