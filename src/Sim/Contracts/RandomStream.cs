using System.Numerics;
using System.Text;

namespace HiqlRobotics.Contracts;

/// <summary>
/// A named, seeded source of draws (xoshiro256++ seeded by SplitMix64). Every random decision of the product comes
/// from one of these, so the same seed gives the same bytes, and a stream's name keeps consumers independent.
/// </summary>
public sealed class RandomStream
{
    private ulong _s0, _s1, _s2, _s3;

    /// <summary>A stream that depends on the seed, the name and the index, and on nothing else.</summary>
    /// <param name="seed">The user's seed.</param>
    /// <param name="name">What the draws are for, e.g. <c>collect/episode</c>.</param>
    /// <param name="index">Which one of many, e.g. the episode.</param>
    public RandomStream(ulong seed, string name, ulong index = 0)
    {
        var mix = seed;
        foreach (var b in Encoding.UTF8.GetBytes(name))
            mix = SplitMix(ref mix) ^ b;
        mix ^= BitOperations.RotateLeft(SplitMix(ref mix), 17) + index;
        _s0 = SplitMix(ref mix);
        _s1 = SplitMix(ref mix);
        _s2 = SplitMix(ref mix);
        _s3 = SplitMix(ref mix);
    }

    /// <summary>The four state words; written to checkpoints so that a resumed run draws the same numbers.</summary>
    public ulong[] State
    {
        get => [_s0, _s1, _s2, _s3];
        set => (_s0, _s1, _s2, _s3) = value is [var a, var b, var c, var d]
            ? (a, b, c, d)
            : throw new InputException($"random state: expected 4 words, found {value.Length}");
    }

    /// <summary>Words in a state.</summary>
    public const int StateWords = 4;

    /// <summary>Copies the state words out without allocating; <see cref="State"/> takes them back.</summary>
    /// <param name="words">Receives them, shape (<see cref="StateWords"/>,).</param>
    public void CopyStateTo(Span<ulong> words) => (words[0], words[1], words[2], words[3]) = (_s0, _s1, _s2, _s3);

    /// <summary>64 uniform bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Uniform in [minimum, maximum).</summary>
    public double NextDouble(double minimum, double maximum) => minimum + (maximum - minimum) * NextDouble();

    /// <summary>Uniform in 0…<paramref name="count"/>−1, without bias (Lemire's multiply-shift with rejection).</summary>
    public long NextInt64(long count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var range = (ulong)count;
        var high = Math.BigMul(NextUInt64(), range, out var low);
        if (low < range)
        {
            var threshold = (0UL - range) % range;
            while (low < threshold)
                high = Math.BigMul(NextUInt64(), range, out low);
        }
        return (long)high;
    }

    /// <summary>Uniform in 0…<paramref name="count"/>−1.</summary>
    public int NextInt32(int count) => (int)NextInt64(count);

    /// <summary>Standard normal, by Box and Muller; two uniforms a draw, none kept, so the state is all there is.</summary>
    public double NextGaussian()
    {
        var radius = Math.Sqrt(-2.0 * Math.Log(1.0 - NextDouble()));
        return radius * Math.Cos(2.0 * Math.PI * NextDouble());
    }

    /// <summary>
    /// Number of trials up to the first success: support 1, 2, … with success probability
    /// <paramref name="p"/> in (0, 1] (NumPy's <c>geometric</c>, by inversion).
    /// </summary>
    public long NextGeometric(double p) =>
        p >= 1.0 ? 1 : Math.Max(1, (long)Math.Ceiling(Math.Log(1.0 - NextDouble()) / Math.Log(1.0 - p)));

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
