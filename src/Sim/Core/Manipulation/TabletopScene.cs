namespace HiqlRobotics.Sim.Manipulation;

/// <summary>What stands on the table, and what is asked for. The numbers are OGBench's.</summary>
public sealed record TabletopScene
{
    /// <summary>The environment's name.</summary>
    public required string Name { get; init; }

    /// <summary>Control steps of an episode.</summary>
    public required int MaxSteps { get; init; }

    /// <summary>The evaluation tasks.</summary>
    public required IReadOnlyList<TabletopRoute> Routes { get; init; }

    /// <summary>Cubes.</summary>
    public int Cubes { get; init; }

    /// <summary>Where the buttons stand, in m.</summary>
    public IReadOnlyList<(double X, double Y)> Buttons { get; init; } = [];

    /// <summary>The buttons that change with a button, itself included.</summary>
    public Func<int, IReadOnlyList<int>> Pressed { get; init; } = button => [button];

    /// <summary>Whether there are a drawer and a window, locked by buttons 0 and 1 while these are at 0.</summary>
    public bool Furniture { get; init; }

    /// <summary>Where the pinch point begins.</summary>
    public Box ArmStart { get; init; } = new(0.25, 0.6, -0.35, 0.35, 0.20, 0.35);

    /// <summary>Where demonstrations put cubes down, and where one that an evaluation has lost comes back.</summary>
    public Box CubeArea { get; init; } = new(0.3, 0.55, -0.3, 0.3, 0, 0);

    /// <summary>Random actions before a goal is observed.</summary>
    public int SettlingSteps { get; init; } = 2;

    /// <summary>Whether the gripper is kept closed, because there is nothing to hold.</summary>
    public bool FistClosed { get; init; }
}
