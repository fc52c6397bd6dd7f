using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>A maze as a task setter sees it: the grid, the evaluation tasks and the teleporters.</summary>
/// <param name="Name">OGBench's size word, e.g. <c>medium</c>.</param>
/// <param name="Layout">The grid.</param>
/// <param name="Tasks">Evaluation tasks, in the order of their ids 1…n.</param>
public sealed record MazeMap(string Name, MazeLayout Layout, IReadOnlyList<MazeRoute> Tasks)
{
    /// <summary>Control steps of an episode.</summary>
    public int MaxSteps { get; init; } = 1000;

    /// <summary>Where in their cells starts and goals lie.</summary>
    public PlacementRule Placement { get; init; } = PlacementRule.Ogbench;

    /// <summary>Whether demonstrations need twice the steps to get across, as in OGBench's giant sets.</summary>
    public bool IsGiant => Layout.Height * Layout.Width >= 12 * 16;

    /// <summary>Cells whose centre swallows a robot.</summary>
    public IReadOnlyList<(int I, int J)> Inlets { get; init; } = [];

    /// <summary>Cells on whose centre it reappears, each with the same probability.</summary>
    public IReadOnlyList<(int I, int J)> Outlets { get; init; } = [];
}

/// <summary>From one cell to another.</summary>
public sealed record MazeRoute(int StartI, int StartJ, int GoalI, int GoalJ)
{
    /// <summary>As shown to people: <c>(1,1) to (6,6)</c>.</summary>
    public string Name => $"({StartI},{StartJ}) to ({GoalI},{GoalJ})";
}
