namespace HiqlRobotics.Tools.Stages;

/// <summary>What the edges of a landmark graph go by.</summary>
internal enum GraphEdges
{
    /// <summary>The value function, between all pairs.</summary>
    Value,

    /// <summary>The dataset's trajectories, and the value function where they show nothing; in mazes.</summary>
    Trajectories,
}
