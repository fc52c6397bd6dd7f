using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Mazes;

namespace HiqlRobotics.Sim;

/// <summary>Every environment, by name. A new one is one line here, and the conformance tests run over it.</summary>
public static class EnvironmentCatalog
{
    /// <summary>All entries, in the order in which people list them.</summary>
    public static IReadOnlyList<EnvironmentEntry> Entries { get; } =
    [
        PointMaze.Entry(MazeMaps.Arena),
        PointMaze.Entry(MazeMaps.Medium),
        PointMaze.Entry(MazeMaps.Large),
        PointMaze.Entry(MazeMaps.Giant),
        PointMaze.Entry(MazeMaps.Teleport),
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
