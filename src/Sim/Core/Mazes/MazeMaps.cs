using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Mazes;

/// <summary>Mazes: grids, evaluation tasks and teleporters; OGBench's (<c>ogbench/locomaze/maze.py</c>) unless one says otherwise.</summary>
public static class MazeMaps
{
    private const double CellSize = 4.0;

    /// <summary>An empty room, 8×8; one task.</summary>
    public static MazeMap Arena { get; } = new(
        "arena",
        Grid(
            "11111111",
            "10000001",
            "10000001",
            "10000001",
            "10000001",
            "10000001",
            "10000001",
            "11111111"),
        [new(1, 1, 6, 6)]);

    /// <summary>8×8.</summary>
    public static MazeMap Medium { get; } = new(
        "medium",
        Grid(
            "11111111",
            "10011001",
            "10010001",
            "11000111",
            "10010001",
            "10100101",
            "10001001",
            "11111111"),
        [new(1, 1, 6, 6), new(6, 1, 1, 6), new(5, 3, 4, 2), new(6, 5, 6, 1), new(2, 6, 1, 1)]);

    /// <summary>9×12.</summary>
    public static MazeMap Large { get; } = new(
        "large",
        Grid(
            "111111111111",
            "100001000001",
            "101101010101",
            "100000010001",
            "101111011101",
            "100101000001",
            "110101010111",
            "100100010001",
            "111111111111"),
        [new(1, 1, 7, 10), new(5, 4, 7, 1), new(7, 4, 1, 10), new(3, 8, 5, 4), new(1, 1, 5, 4)]);

    /// <summary>12×16.</summary>
    public static MazeMap Giant { get; } = new(
        "giant",
        Grid(
            "1111111111111111",
            "1010000001100001",
            "1010110101001101",
            "1000100100010001",
            "1011101111110101",
            "1000100010000101",
            "1110101001010111",
            "1000100100010001",
            "1010101111110101",
            "1011100010001101",
            "1000001000100001",
            "1111111111111111"),
        [new(1, 1, 10, 14), new(1, 14, 10, 1), new(8, 14, 1, 1), new(8, 3, 5, 12), new(5, 9, 3, 8)]);

    /// <summary>9×12 with two inlets and three outlets; the outlet in (1,7) is sealed off.</summary>
    public static MazeMap Teleport { get; } = new(
        "teleport",
        Grid(
            "111111111111",
            "100000101001",
            "110100010011",
            "110111000001",
            "100001010101",
            "101101010101",
            "101101010101",
            "100001000101",
            "111111111111"),
        [new(1, 10, 7, 1), new(1, 1, 7, 10), new(5, 6, 7, 10), new(7, 1, 7, 10), new(5, 6, 7, 1)])
    {
        Inlets = [(4, 6), (5, 1)],
        Outlets = [(1, 7), (6, 1), (6, 10)],
    };

    /// <summary>D4RL's 5×5 with its one task, noise and 700 steps (<c>d4rl/locomotion/maze_env.py</c>).</summary>
    public static MazeMap Umaze { get; } = new(
        "umaze",
        Grid(
            "11111",
            "10001",
            "11101",
            "10001",
            "11111"),
        [new(1, 1, 3, 1)])
    {
        MaxSteps = 700,
        Placement = PlacementRule.D4rl,
    };

    /// <summary>The 12×16 of the HIQL repository (<c>src/d4rl_ext</c>) with its one task, D4RL's noise and 2000 steps.</summary>
    public static MazeMap Ultra { get; } = new(
        "ultra",
        Grid(
            "1111111111111111",
            "1000000010000001",
            "1011101010110101",
            "1011101000010101",
            "1000101101110101",
            "1010001000000001",
            "1000100010111011",
            "1010111010001011",
            "1000000010100001",
            "1101101000111101",
            "1101001010000001",
            "1111111111111111"),
        [new(1, 1, 10, 14)])
    {
        MaxSteps = 2000,
        Placement = PlacementRule.D4rl,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MazeMap> All { get; } = [Arena, Umaze, Medium, Large, Giant, Ultra, Teleport];

    private static MazeLayout Grid(params string[] rows) => new(rows, CellSize);
}
