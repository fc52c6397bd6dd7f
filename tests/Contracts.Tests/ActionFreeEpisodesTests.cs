using FsCheck;
using FsCheck.Xunit;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tests.Contracts;

public sealed class ActionFreeEpisodesTests
{
    [Property]
    public bool The_rounded_part_is_stripped_and_below_one_an_episode_stays(byte episodes, byte part, ulong seed)
    {
        var fraction = part / 256.0;
        var stripped = ActionFreeEpisodes.Choose(episodes, fraction, seed).Count(episode => episode);

        return stripped == Math.Min((int)Math.Round(fraction * episodes), Math.Max(0, episodes - 1));
    }

    [Property]
    public bool The_same_seed_chooses_the_same(byte episodes, byte part, ulong seed) =>
        ActionFreeEpisodes.Choose(episodes, part / 255.0, seed).SequenceEqual(ActionFreeEpisodes.Choose(episodes, part / 255.0, seed));

    [Property]
    public bool A_larger_fraction_strips_the_same_and_more(byte episodes, byte part, ulong seed)
    {
        var fewer = ActionFreeEpisodes.Choose(episodes, part / 512.0, seed);
        var more = ActionFreeEpisodes.Choose(episodes, part / 255.0, seed);

        return fewer.Zip(more).All(pair => !pair.First || pair.Second);
    }

    [Theory]
    [InlineData(8, 0.75, 6)]
    [InlineData(4, 0.9, 3)]
    [InlineData(1, 0.75, 0)]
    [InlineData(1, 1, 1)]
    [InlineData(5, 1, 5)]
    [InlineData(5, 0, 0)]
    [InlineData(0, 0.5, 0)]
    [InlineData(5, 0.5, 2)]
    public void Count_of_stripped_episodes(int episodes, double fraction, int expected) =>
        Assert.Equal(expected, ActionFreeEpisodes.Choose(episodes, fraction, 0).Count(episode => episode));

    [Fact]
    public void Every_episode_is_as_likely_as_every_other()
    {
        const int seeds = 4000;
        var counts = new int[5];
        for (var seed = 0UL; seed < seeds; seed++)
        {
            var stripped = ActionFreeEpisodes.Choose(counts.Length, 0.4, seed);
            for (var k = 0; k < counts.Length; k++)
                counts[k] += stripped[k] ? 1 : 0;
        }

        // Five standard errors of a proportion of 0.4.
        Assert.All(counts, count => Assert.Equal(0.4, count / (double)seeds, 5 * Math.Sqrt(0.24 / seeds)));
    }

    // Fixed for good: data that was stripped and learners that strip must agree from version to version.
    [Fact]
    public void The_choice_is_pinned() => Assert.Equal(
        [1, 2, 3, 5], ActionFreeEpisodes.Choose(8, 0.5, 3).Index().Where(episode => episode.Item).Select(episode => episode.Index));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void A_fraction_out_of_range_is_refused(double fraction) =>
        Assert.Throws<InputException>(() => ActionFreeEpisodes.Choose(3, fraction, 0));
}
