using FsCheck;
using FsCheck.Xunit;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tests.Contracts;

public sealed class RandomStreamTests
{
    private const int Draws = 200_000;

    // Five standard errors of a mean over Draws: a sound generator fails once in two million seeds, and the seed is fixed.
    private static double Tolerance(double deviation) => 5 * deviation / Math.Sqrt(Draws);

    [Fact]
    public void Uniform_draws_have_the_moments_of_the_uniform_law()
    {
        var draws = Sample("uniform", stream => stream.NextDouble());

        Assert.All(draws, draw => Assert.InRange(draw, 0, 1 - double.Epsilon));
        Assert.Equal(0.5, draws.Average(), Tolerance(Math.Sqrt(1 / 12.0)));
        Assert.Equal(1 / 12.0, draws.Average(x => (x - 0.5) * (x - 0.5)), Tolerance(Math.Sqrt(1 / 180.0)));
    }

    [Fact]
    public void Normal_draws_have_the_moments_of_the_normal_law()
    {
        var draws = Sample("normal", stream => stream.NextGaussian());

        Assert.Equal(0, draws.Average(), Tolerance(1));
        Assert.Equal(1, draws.Average(x => x * x), Tolerance(Math.Sqrt(2)));
        Assert.Equal(3, draws.Average(x => Math.Pow(x, 4)), Tolerance(Math.Sqrt(96)));
        // Both tails: beyond 1.96 lies one draw in twenty.
        Assert.Equal(0.05, draws.Average(x => Math.Abs(x) > 1.959964 ? 1.0 : 0.0), Tolerance(0.218));
    }

    [Theory]
    [InlineData(0.005)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    public void Geometric_draws_have_the_moments_of_the_geometric_law(double p)
    {
        var draws = Sample("geometric", stream => stream.NextGeometric(p));

        Assert.True(draws.Min() >= 1);
        Assert.Equal(1 / p, draws.Average(), Tolerance(Math.Sqrt(1 - p) / p));
        Assert.Equal(p, draws.Average(x => x == 1 ? 1.0 : 0.0), Tolerance(Math.Sqrt(p * (1 - p))));
    }

    [Fact]
    public void Integers_are_drawn_evenly()
    {
        var counts = new int[7];
        var stream = new RandomStream(3, "integers");
        for (var i = 0; i < Draws; i++)
            counts[stream.NextInt32(counts.Length)]++;

        Assert.All(counts, count => Assert.Equal(1 / 7.0, count / (double)Draws, Tolerance(0.35)));
    }

    [Property]
    public void A_restored_state_draws_the_same_numbers(ulong seed, NonEmptyString name, byte before)
    {
        var stream = new RandomStream(seed, name.Get);
        for (var i = 0; i < before; i++)
            stream.NextGaussian();

        var restored = new RandomStream(0, "other") { State = stream.State };

        for (var i = 0; i < 20; i++)
            Assert.Equal(stream.NextUInt64(), restored.NextUInt64());
    }

    [Property]
    public void Seed_name_and_index_each_make_another_stream(ulong seed, NonEmptyString name, ulong index)
    {
        var first = new RandomStream(seed, name.Get, index).NextUInt64();

        Assert.Equal(first, new RandomStream(seed, name.Get, index).NextUInt64());
        Assert.NotEqual(first, new RandomStream(seed + 1, name.Get, index).NextUInt64());
        Assert.NotEqual(first, new RandomStream(seed, name.Get + "/", index).NextUInt64());
        Assert.NotEqual(first, new RandomStream(seed, name.Get, index + 1).NextUInt64());
    }

    [Fact]
    public void A_state_of_the_wrong_size_is_refused() =>
        Assert.Throws<InputException>(() => new RandomStream(0, "a").State = [1, 2, 3]);

    private static double[] Sample(string name, Func<RandomStream, double> draw)
    {
        var stream = new RandomStream(7, name);
        return [.. Enumerable.Range(0, Draws).Select(_ => draw(stream))];
    }
}
