namespace HiqlRobotics.Contracts;

/// <summary>
/// Which episodes lose their actions, so that a learner can be shown to need few of them. One function for the tool that
/// strips a file and for the learner that strips in memory: the same seed strips the same episodes.
/// </summary>
public static class ActionFreeEpisodes
{
    /// <summary>Draws the episodes.</summary>
    /// <param name="episodes">How many there are.</param>
    /// <param name="fraction">Part of them to strip, 0 to 1; below 1 at least one keeps its actions.</param>
    /// <param name="seed">The user's seed.</param>
    /// <returns>One element per episode; true where the actions are to be stripped.</returns>
    /// <exception cref="InputException">The fraction is out of range.</exception>
    public static bool[] Choose(int episodes, double fraction, ulong seed)
    {
        if (!(fraction is >= 0 and <= 1))
            throw new InputException(FormattableString.Invariant($"fraction of action-free episodes: found {fraction}, expected 0 to 1"));
        return EpisodeChoice.Draw(episodes, Count(episodes, fraction), new RandomStream(seed, "action-free"));
    }

    private static int Count(int episodes, double fraction)
    {
        var count = (int)Math.Round(fraction * episodes);
        return fraction < 1 && episodes > 0 ? Math.Min(count, episodes - 1) : count;
    }
}
