namespace HiqlRobotics.Sim.Data;

/// <summary>Episodes as the terminals of a raw file cut them: true on the last row of each.</summary>
/// <param name="Count">Ended episodes.</param>
/// <param name="Shortest">Rows of the shortest.</param>
/// <param name="Longest">Rows of the longest.</param>
/// <param name="OpenRows">Rows after the last terminal.</param>
internal readonly record struct EpisodeCount(long Count, long Shortest, long Longest, long OpenRows)
{
    public static EpisodeCount Of(ReadOnlySpan<bool> terminals)
    {
        var (count, shortest, longest, open) = (0L, long.MaxValue, 0L, 0L);
        foreach (var terminal in terminals)
        {
            open++;
            if (!terminal)
                continue;
            (count, shortest, longest) = (count + 1, Math.Min(shortest, open), Math.Max(longest, open));
            open = 0;
        }
        return new EpisodeCount(count, count == 0 ? 0 : shortest, longest, open);
    }
}
