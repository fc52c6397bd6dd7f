using System.Numerics.Tensors;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// Landmarks of a bundle and how far it is from each to each, by its own value function. Immutable; shared by all who plan on it.
/// Weights (TTGS, ICML 2026): max(1, d) up to τ_g, beyond it max(1, d·1000^(d/τ_g)) with the exponent capped, so that a long edge,
/// whose length is a guess, is taken only where there is no other way. Where a goal says nothing of the robot, as on a table, nodes are the same to
/// who comes and not to who goes on: an edge then leaves from any of them, and its length is their mean.
/// </summary>
public sealed class LandmarkGraph
{
    private const float Penalty = 1000, MostPenalties = 10;

    // Steps below which one node is as good as reached where the other is.
    private const float SamePlace = 1;

    private readonly Lazy<float[]> _weightsTo;

    /// <summary>A graph.</summary>
    /// <param name="settings">How it was built.</param>
    /// <param name="landmarks">Rows among the bundle's landmarks, shape (n,).</param>
    /// <param name="distances">Control steps from each to each, shape (n, n), row-major: [from, to]; finite.</param>
    /// <exception cref="ArgumentException">Lengths that do not fit each other.</exception>
    public LandmarkGraph(GraphSettings settings, int[] landmarks, Half[] distances)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(landmarks);
        ArgumentNullException.ThrowIfNull(distances);
        if (landmarks.Length != settings.Nodes || distances.Length != landmarks.Length * landmarks.Length)
            throw new ArgumentException($"{landmarks.Length} landmarks and {distances.Length} distances are no graph of {settings.Nodes} nodes");
        (Settings, Landmarks, Distances) = (settings, landmarks, distances);
        _weightsTo = new Lazy<float[]>(WeightsTo);
    }

    /// <summary>How it was built.</summary>
    public GraphSettings Settings { get; }

    /// <summary>Number of nodes.</summary>
    public int Count => Landmarks.Length;

    /// <summary>Row among the bundle's landmarks of a node.</summary>
    public int Landmark(int node) => Landmarks[node];

    /// <summary>Control steps from a node to another, by the value function.</summary>
    public double Steps(int from, int to) => (double)Distances[(from * Count) + to];

    internal int[] Landmarks { get; }

    internal Half[] Distances { get; }

    /// <summary>Cost of the edges into a node from every node, shape (n,); infinite from itself.</summary>
    internal ReadOnlySpan<float> WeightsInto(int node) => _weightsTo.Value.AsSpan(node * Count, Count);

    /// <summary>Cost of an edge.</summary>
    /// <param name="distance">Its length in control steps.</param>
    /// <param name="edgeLength">τ_g.</param>
    internal static float Weight(float distance, float edgeLength) => MathF.Max(1, distance <= edgeLength
        ? distance
        : distance * MathF.Pow(Penalty, MathF.Min(distance / edgeLength, MostPenalties)));

    // By the node an edge leads to: a search from the goal backwards then reads memory in order.
    private float[] WeightsTo()
    {
        var weights = new float[Distances.Length];
        var edgeLength = (float)Settings.EdgeLength;
        var lengths = new float[Count];
        for (var from = 0; from < Count; from++)
        {
            MeanLengths(from, lengths);
            for (var to = 0; to < Count; to++)
                weights[(to * Count) + from] = from == to ? float.PositiveInfinity : Weight(lengths[to], edgeLength);
        }
        return weights;
    }

    // Who has come to a node has come to any that is the same to V as a goal: a hand that has pressed one button is not yet above the
    // next, whatever landmark says so.
    private void MeanLengths(int node, Span<float> lengths)
    {
        lengths.Clear();
        var count = 0;
        for (var same = 0; same < Count; same++)
        {
            if (same != node && (Steps(node, same) >= SamePlace || Steps(same, node) >= SamePlace))
                continue;
            count++;
            for (var to = 0; to < Count; to++)
                lengths[to] += (float)Distances[(same * Count) + to];
        }
        TensorPrimitives.Divide(lengths, count, lengths);
    }
}
