namespace HiqlRobotics.Control;

/// <summary>A way over landmarks that a policy follows; views, valid until its next tick. Empty without one.</summary>
/// <param name="landmarks">Rows among the bundle's landmarks, by node.</param>
/// <param name="nodes">The nodes of the way, from its start to the goal's.</param>
/// <param name="index">Position on the way of the closest node so far.</param>
/// <param name="target">Position of the node that is the goal handed down; −1 for the real goal.</param>
public readonly ref struct PlannedWay(ReadOnlySpan<int> landmarks, ReadOnlySpan<ushort> nodes, int index, int target)
{
    private readonly ReadOnlySpan<int> _landmarks = landmarks;
    private readonly ReadOnlySpan<ushort> _nodes = nodes;

    /// <summary>Nodes in the way.</summary>
    public int Length => _nodes.Length;

    /// <summary>Position of the closest node so far.</summary>
    public int Index { get; } = index;

    /// <summary>Position of the node that is the goal handed down; −1 for the real goal.</summary>
    public int Target { get; } = target;

    /// <summary>Row among the bundle's landmarks of the node at a position.</summary>
    public int Landmark(int position) => _landmarks[_nodes[position]];
}
