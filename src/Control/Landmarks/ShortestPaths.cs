namespace HiqlRobotics.Control;

/// <summary>The cheapest ways from every landmark to one of them: Dijkstra's algorithm on the dense graph, backwards from the goal.</summary>
internal sealed class ShortestPaths
{
    private const int None = -1;

    private readonly LandmarkGraph _graph;
    private readonly double[] _cost;
    private readonly int[] _next;
    private readonly bool[] _done;

    public ShortestPaths(LandmarkGraph graph)
    {
        _graph = graph;
        (_cost, _next, _done) = (new double[graph.Count], new int[graph.Count], new bool[graph.Count]);
        Goal = None;
    }

    /// <summary>The node all ways lead to; −1 before the first search.</summary>
    public int Goal { get; private set; }

    /// <summary>Cost of the way from a node to the goal.</summary>
    public double Cost(int node) => _cost[node];

    /// <summary>The node after this one on its way; −1 at the goal.</summary>
    public int Next(int node) => _next[node];

    /// <summary>Finds the ways to a node, in time n².</summary>
    public void Search(int goal)
    {
        Array.Fill(_cost, double.PositiveInfinity);
        Array.Fill(_next, None);
        Array.Clear(_done);
        (Goal, _cost[goal]) = (goal, 0);
        for (var node = goal; node != None; node = Nearest())
            Relax(node);
    }

    private void Relax(int node)
    {
        _done[node] = true;
        var cost = _cost[node];
        var weights = _graph.WeightsInto(node);
        for (var from = 0; from < weights.Length; from++)
        {
            var through = cost + weights[from];
            if (through < _cost[from] && !_done[from])
                (_cost[from], _next[from]) = (through, node);
        }
    }

    private int Nearest()
    {
        var (nearest, least) = (None, double.PositiveInfinity);
        for (var node = 0; node < _cost.Length; node++)
            if (!_done[node] && _cost[node] < least)
                (nearest, least) = (node, _cost[node]);
        return nearest;
    }
}
