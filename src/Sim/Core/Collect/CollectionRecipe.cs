namespace HiqlRobotics.Sim.Collect;

/// <summary>How one type of dataset is collected in one environment; the numbers are OGBench's.</summary>
/// <param name="Type">OGBench's word, e.g. <c>navigate</c>.</param>
/// <param name="Episodes">Default number of episodes.</param>
/// <param name="Steps">Default transitions per episode.</param>
/// <param name="ActionNoise">Default standard deviation of the action noise, before clipping.</param>
/// <param name="CreateDemonstrator">A demonstrator for an environment, with an action noise.</param>
public sealed record CollectionRecipe(
    string Type, int Episodes, int Steps, double ActionNoise, Func<SimEnvironment, double, IDemonstrator> CreateDemonstrator);
