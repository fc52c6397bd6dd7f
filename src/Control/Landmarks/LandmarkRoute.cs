using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>
/// A planned way and how far along it one is (TTGS, ICML 2026): the index of the closest node never decreases; the furthest node
/// ahead that is nearer than T is the one to go for, the real goal once that is within T. A value: copied in and out of saved states.
/// </summary>
internal sealed class LandmarkRoute(double horizon)
{
    /// <summary>Nodes of a way at most; the planner leaves more out where a way is longer.</summary>
    public const int Capacity = SessionSnapshot.MostWayNodes;

    /// <summary>
    /// Nodes that are looked at in one decision. A way's are T/5 apart (<see cref="WaySearch"/>): enough to find oneself T/2 further on than at
    /// the last decision, and T ahead of that.
    /// </summary>
    public const int Window = 9;

    /// <summary>The target that is the real goal.</summary>
    public const int RealGoal = -1;

    private readonly ushort[] _nodes = new ushort[Capacity];
    private int _length;

    /// <summary>Bytes of a saved state.</summary>
    public const int StateBytes = (3 * sizeof(int)) + (Capacity * sizeof(ushort));

    /// <summary>The nodes, from the start to the goal's.</summary>
    public ReadOnlySpan<ushort> Nodes => _nodes.AsSpan(0, _length);

    /// <summary>Position of the closest node on the way so far.</summary>
    public int Index { get; private set; }

    /// <summary>Position of the node to go for, or <see cref="RealGoal"/>.</summary>
    public int Target { get; private set; } = RealGoal;

    /// <summary>The nodes a decision needs distances to.</summary>
    public ReadOnlySpan<ushort> Ahead => Nodes[Index..Math.Min(Index + Window, _length)];

    /// <summary>Forgets the way: the real goal is the target.</summary>
    public void Clear() => (_length, Index, Target) = (0, 0, RealGoal);

    /// <summary>Takes a new way.</summary>
    /// <param name="nodes">At most <see cref="Capacity"/>.</param>
    public void Take(ReadOnlySpan<ushort> nodes)
    {
        Clear();
        nodes.CopyTo(_nodes);
        _length = nodes.Length;
    }

    /// <summary>Moves on along the way and chooses the target anew.</summary>
    /// <param name="distances">Control steps from here to each of <see cref="Ahead"/>.</param>
    /// <param name="toGoal">Control steps from here to the real goal.</param>
    /// <returns>Whether the way was lost: the target of before is further than 2T.</returns>
    public bool Choose(ReadOnlySpan<float> distances, float toGoal)
    {
        var first = Index;
        var lost = Target >= first && Target - first < distances.Length && distances[Target - first] > 2 * horizon;
        Index = first + Closest(distances);
        Target = toGoal <= horizon || distances.IsEmpty ? RealGoal : FurthestNear(distances, first);
        return lost;
    }

    /// <summary>Copies everything out.</summary>
    public void SaveState(ref StateWriter state)
    {
        state.Write(_length);
        state.Write(Index);
        state.Write(Target);
        state.Write<ushort>(_nodes);
    }

    /// <summary>Copies everything back in.</summary>
    public void RestoreState(ref StateReader state)
    {
        (_length, Index, Target) = (state.Read<int>(), state.Read<int>(), state.Read<int>());
        state.Take<ushort>(Capacity).CopyTo(_nodes);
    }

    private static int Closest(ReadOnlySpan<float> distances)
    {
        var closest = 0;
        for (var i = 1; i < distances.Length; i++)
            if (distances[i] < distances[closest])
                closest = i;
        return closest;
    }

    // The last node stands for the goal: who would make for it as the next one makes for the goal itself.
    private int FurthestNear(ReadOnlySpan<float> distances, int first)
    {
        for (var position = first + distances.Length - 1; position > Index; position--)
            if (distances[position - first] < horizon)
                return position;
        return Index + 1 < _length - 1 ? Index + 1 : RealGoal;
    }
}
