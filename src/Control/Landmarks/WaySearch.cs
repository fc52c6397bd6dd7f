using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// From the node nearest to a state, by the value function, to the one nearest to a goal, on the cheapest way. The search for a
/// goal is kept, so that planning anew for the same goal costs one batch of values. Allocates; one user at a time.
/// </summary>
public sealed class WaySearch
{
    // Nodes closer together than this share of T tell a policy nothing that the next one does not.
    private const double Spacing = 1.0 / 5;

    /// <summary>Nodes of a way at most; where there are more, the wider apart are kept.</summary>
    public const int MostNodes = LandmarkRoute.Capacity;

    private readonly ControllerBundle _bundle;
    private readonly LandmarkGraph _graph;
    private readonly ShortestPaths _paths;
    private readonly float[] _states;
    private float[]? _goal;

    /// <summary>A search on the graph of a bundle.</summary>
    /// <param name="bundle">With a graph; must outlive the search.</param>
    /// <exception cref="InputException">It has none.</exception>
    public WaySearch(ControllerBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        _bundle = bundle;
        _graph = bundle.RequireGraph();
        _paths = new ShortestPaths(_graph);
        _states = bundle.LandmarkStates(_graph.Landmarks);
        // The weights are worked out once, and not within the first plan.
        _ = _graph.WeightsInto(0);
    }

    /// <summary>Finds a way.</summary>
    /// <param name="observation">Shape (<c>observation_dim</c>,).</param>
    /// <param name="goal">Shape (<c>goal_dim</c>,).</param>
    /// <param name="way">Receives the nodes, <see cref="MostNodes"/> at most.</param>
    /// <returns>How many; 0 where the value function says nothing.</returns>
    public int Find(float[] observation, float[] goal, Span<ushort> way)
    {
        ArgumentNullException.ThrowIfNull(observation);
        ArgumentNullException.ThrowIfNull(goal);
        var start = -1;
        if (_goal is null || !_goal.AsSpan().SequenceEqual(goal))
            // Neither batch of values needs the other.
            Parallel.Invoke(() => SearchFrom(goal), () => start = Nearest(observation));
        else
            start = Nearest(observation);
        return _goal is null || start < 0 ? 0 : Follow(start, way);
    }

    private int Nearest(float[] observation) => Highest(_bundle.Values(observation, _states));

    private void SearchFrom(float[] goal)
    {
        _goal = null;
        if (Highest(_bundle.Values(_states, goal)) is var node and >= 0)
        {
            _paths.Search(node);
            _goal = [.. goal];
        }
    }

    // The distance falls as V rises, so the nearest needs no logarithm. The first of several; NaN is never higher: −1 where all are.
    internal static int Highest(ReadOnlySpan<float> values)
    {
        var (highest, best) = (-1, float.NegativeInfinity);
        for (var i = 0; i < values.Length; i++)
            if (values[i] > best)
                (highest, best) = (i, values[i]);
        return highest;
    }

    private int Follow(int start, Span<ushort> way)
    {
        var spacing = _graph.Settings.Horizon * Spacing;
        var count = Thin(start, spacing, way);
        while (count < 0)
            count = Thin(start, spacing *= 2, way);
        return count;
    }

    // The start, the goal's node, and between them a node per spacing; −1 where these are too many.
    private int Thin(int start, double spacing, Span<ushort> way)
    {
        var (count, last) = (0, double.PositiveInfinity);
        for (var node = start; node >= 0; node = _paths.Next(node))
        {
            if (node != _paths.Goal && last - _paths.Cost(node) < spacing)
                continue;
            if (count == way.Length)
                return -1;
            way[count++] = (ushort)node;
            last = _paths.Cost(node);
        }
        return count;
    }
}
