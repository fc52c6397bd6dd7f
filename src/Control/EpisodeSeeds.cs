using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>Seeds by counter: an episode's depends on nothing but the user's seed, its task and its number.</summary>
public static class EpisodeSeeds
{
    /// <summary>The seed of one episode; the same in evaluations and in control runs.</summary>
    public static ulong Of(ulong seed, int taskId, int index) =>
        new RandomStream(seed, $"episode/{taskId}", (ulong)index).NextUInt64();
}
