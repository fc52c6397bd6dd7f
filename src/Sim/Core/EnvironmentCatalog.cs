using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Manipulation;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim;

/// <summary>Every environment, by name. A new one is one line here, and the conformance tests run over it.</summary>
public static class EnvironmentCatalog
{
    /// <summary>All entries, in the order in which people list them.</summary>
    public static IReadOnlyList<EnvironmentEntry> Entries { get; } =
    [
        LocoMaze.Entry(LocoMaze.Point, MazeMaps.Arena),
        LocoMaze.Entry(LocoMaze.Point, MazeMaps.Medium),
        LocoMaze.Entry(LocoMaze.Point, MazeMaps.Large),
        LocoMaze.Entry(LocoMaze.Point, MazeMaps.Giant),
        LocoMaze.Entry(LocoMaze.Point, MazeMaps.Teleport),
        LocoMaze.Entry(LocoMaze.Ant, MazeMaps.Umaze),
        LocoMaze.Entry(LocoMaze.Ant, MazeMaps.Medium),
        LocoMaze.Entry(LocoMaze.Ant, MazeMaps.Large),
        LocoMaze.Entry(LocoMaze.Ant, MazeMaps.Giant),
        LocoMaze.Entry(LocoMaze.Ant, MazeMaps.Ultra),
        LocoMaze.Entry(LocoMaze.Ant, MazeMaps.Teleport),
        Tabletop.Entry(CubeScenes.Single),
        Tabletop.Entry(CubeScenes.Double),
        Tabletop.Entry(CubeScenes.Triple),
        Tabletop.Entry(CubeScenes.Quadruple),
        Tabletop.Entry(FurnitureScene.Scene),
        Tabletop.Entry(PuzzleScenes.ThreeByThree),
        Tabletop.Entry(PuzzleScenes.FourByFour),
        Tabletop.Entry(PuzzleScenes.FourByFive),
        Tabletop.Entry(PuzzleScenes.FourBySix),
    ];

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(entry => entry.Name)];

    /// <summary>Builds a fresh environment.</summary>
    /// <exception cref="InputException">There is none of this name; the message lists those there are.</exception>
    public static SimEnvironment Create(string name) => Entry(name).Create();

    /// <summary>The entry of this name.</summary>
    /// <exception cref="InputException">There is none; the message names the nearest and lists all.</exception>
    public static EnvironmentEntry Entry(string name)
    {
        foreach (var entry in Entries)
            if (entry.Name == name)
                return entry;
        throw new InputException(
            $"unknown environment '{name}'; did you mean '{NearestWord.Among(Names, name)}'? There are: {string.Join(", ", Names)}");
    }
}
