using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>Where in their cells an evaluation's start and goal lie.</summary>
public sealed class PlacementRule
{
    private readonly Func<RandomStream, double> _start;
    private readonly Func<RandomStream, double> _goal;
    private readonly double _floor;

    private PlacementRule(Func<RandomStream, double> start, Func<RandomStream, double> goal, double floor) =>
        (_start, _goal, _floor) = (start, goal, floor);

    /// <summary>Both U(−1, 1) metres around the centre, per axis (<c>ogbench/locomaze/maze.py</c>).</summary>
    public static PlacementRule Ogbench { get; } = new(Symmetric, Symmetric, double.NegativeInfinity);

    /// <summary>
    /// The start near the centre, U(−0.1, 0.1); the goal one-sided, U(0, 1) + U(0, 0.5), and not below 0
    /// (<c>d4rl/locomotion/goal_reaching_env.py</c>).
    /// </summary>
    public static PlacementRule D4rl { get; } = new(
        random => random.NextDouble(-0.1, 0.1), random => random.NextDouble() + random.NextDouble(0, 0.5), floor: 0);

    /// <summary>A start in the cell around a centre, in metres.</summary>
    public (double X, double Y) DrawStart((double X, double Y) center, RandomStream random) =>
        (center.X + _start(random), center.Y + _start(random));

    /// <summary>A goal in the cell around a centre, in metres.</summary>
    public (double X, double Y) DrawGoal((double X, double Y) center, RandomStream random) =>
        (Math.Max(_floor, center.X + _goal(random)), Math.Max(_floor, center.Y + _goal(random)));

    private static double Symmetric(RandomStream random) => random.NextDouble(-1, 1);
}
