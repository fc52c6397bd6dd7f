namespace HiqlRobotics.Contracts;

/// <summary>Draws some of many episodes.</summary>
public static class EpisodeChoice
{
    /// <summary>The first of a random permutation (Fisher and Yates).</summary>
    /// <param name="episodes">How many there are.</param>
    /// <param name="count">How many of them to draw.</param>
    /// <param name="random">Decides which.</param>
    /// <returns>One element per episode; true where it was drawn.</returns>
    public static bool[] Draw(int episodes, int count, RandomStream random)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, episodes);
        ArgumentNullException.ThrowIfNull(random);
        int[] order = [.. Enumerable.Range(0, episodes)];
        for (var last = episodes - 1; last > 0; last--)
        {
            var other = random.NextInt32(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }
        var drawn = new bool[episodes];
        foreach (var episode in order.AsSpan(0, count))
            drawn[episode] = true;
        return drawn;
    }
}
