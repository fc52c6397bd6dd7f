namespace HiqlRobotics.Sim.Data.D4rl;

/// <summary>What a conversion needs of a D4RL AntMaze file, row-major.</summary>
internal sealed record D4rlRows
{
    public required string Path { get; init; }

    /// <summary>Shape (rows, 29).</summary>
    public required float[] Observations { get; init; }

    /// <summary>Shape (rows, 8).</summary>
    public required float[] Actions { get; init; }

    /// <summary>Shape (rows,).</summary>
    public required float[] Timeouts { get; init; }

    /// <summary>Positions after the action, shape (rows, 15); null where the file has no infos.</summary>
    public float[]? Qpos { get; init; }

    /// <summary>Velocities after the action, shape (rows, 14).</summary>
    public float[]? Qvel { get; init; }

    public int Count => Timeouts.Length;
}
