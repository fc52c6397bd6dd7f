namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>What a subtask is about.</summary>
public enum SubtaskKind
{
    /// <summary>A cube is to be put somewhere.</summary>
    Cube,

    /// <summary>A button is to be pressed once.</summary>
    Button,

    /// <summary>The drawer is to be moved.</summary>
    Drawer,

    /// <summary>The window is to be moved.</summary>
    Window,
}

/// <summary>One thing to do on the table.</summary>
/// <param name="Kind">With what.</param>
/// <param name="Index">Which cube or button.</param>
public readonly record struct Subtask(SubtaskKind Kind, int Index = 0)
{
    /// <summary>Where the cube is to be, in m.</summary>
    public Point Place { get; init; }

    /// <summary>How the cube is to be turned, in rad.</summary>
    public double Yaw { get; init; }

    /// <summary>Where drawer or window are to be, in m.</summary>
    public double Displacement { get; init; }

    /// <summary>OGBench's longest time for it when it is done in closed loop, in control steps.</summary>
    public int MaxSteps => Kind switch
    {
        SubtaskKind.Cube => 200,
        SubtaskKind.Button => 100,
        _ => 75,
    };
}
