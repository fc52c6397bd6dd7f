using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data.D4rl;

/// <summary>A place in the maze, in m.</summary>
/// <param name="X">Right.</param>
/// <param name="Y">Up.</param>
public readonly record struct GoalPoint(double X, double Y);

/// <summary>D4RL's evaluation goals: the corner of the goal cell from which D4RL draws (0 to 1.5 m further).</summary>
internal static class D4rlGoals
{
    private static readonly (string Maze, GoalPoint Goal)[] Table =
    [
        ("umaze", new GoalPoint(0, 8)),
        ("medium", new GoalPoint(20, 20)),
        ("large", new GoalPoint(32, 24)),
        ("ultra", new GoalPoint(52, 36)),
    ];

    /// <summary>The goal of the maze that an environment's name ends in, e.g. <c>antmaze-medium</c>.</summary>
    /// <exception cref="InputException">D4RL has no such maze.</exception>
    public static GoalPoint Of(string environment)
    {
        foreach (var (maze, goal) in Table)
            if (environment.EndsWith($"-{maze}", StringComparison.Ordinal))
                return goal;
        throw new InputException(
            $"{environment}: D4RL has no evaluation goal for this maze, only for {string.Join(", ", Table.Select(row => row.Maze))}; give --goal x,y");
    }
}
