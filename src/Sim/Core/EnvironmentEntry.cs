using HiqlRobotics.Sim.Collect;

namespace HiqlRobotics.Sim;

/// <summary>One line of the catalog.</summary>
/// <param name="Name">OGBench's name without the version.</param>
/// <param name="Create">Builds a fresh environment.</param>
/// <param name="Recipes">How its datasets are collected, by type.</param>
public sealed record EnvironmentEntry(
    string Name, Func<SimEnvironment> Create, IReadOnlyList<CollectionRecipe> Recipes)
{
    /// <summary>The steering its demonstrators use; null where directions mean nothing.</summary>
    public SteeringPolicy? Steer { get; init; }
}
