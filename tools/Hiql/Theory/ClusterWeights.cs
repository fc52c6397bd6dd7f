using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Theory;

/// <summary>
/// How often each start and each goal is drawn in each of many resamples. Pairs that share one are no independent evidence,
/// so both are drawn with replacement and a pair counts as often as both of its own (the pigeonhole bootstrap of Owen 2007,
/// if anything a little wide).
/// </summary>
internal sealed class ClusterWeights
{
    private const int Resamples = 1000;

    private readonly int[][] _starts;
    private readonly int[][]? _goals;

    /// <param name="starts">How many starts there are.</param>
    /// <param name="goals">How many goals, where starts share them; else 0.</param>
    /// <param name="seed">Seed of the draws.</param>
    public ClusterWeights(int starts, int goals, ulong seed)
    {
        _starts = Draw(starts, new RandomStream(seed, "theory/starts"));
        _goals = goals > 0 ? Draw(goals, new RandomStream(seed, "theory/goals")) : null;
    }

    public int Count => _starts.Length;

    /// <summary>How often a pair counts in one of the resamples.</summary>
    public int Of(int draw, int start, int goal) => _starts[draw][start] * (_goals is null ? 1 : _goals[draw][goal]);

    private static int[][] Draw(int count, RandomStream random)
    {
        var weights = new int[Resamples][];
        for (var draw = 0; draw < Resamples; draw++)
        {
            weights[draw] = new int[count];
            for (var i = 0; i < count; i++)
                weights[draw][random.NextInt32(count)]++;
        }
        return weights;
    }
}
