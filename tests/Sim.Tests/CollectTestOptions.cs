using HiqlRobotics.Sim.Collect;

namespace HiqlRobotics.Sim.Tests;

/// <summary>Small collections for tests.</summary>
internal static class CollectTestOptions
{
    public static CollectOptions To(string path, string environment = "pointmaze-medium", string type = "navigate") => new()
    {
        Environment = environment,
        Type = type,
        Out = path,
        Episodes = 12,
        Steps = 400,
        Seed = 3,
    };
}
