using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tools.Theory;

/// <summary>V of the nearer state less V of the farther one, with the start and the goal that each pair shares with others.</summary>
internal sealed class DifferenceSample
{
    private const int FewestPairs = 20;
    private const double Confidence = 0.95;

    private readonly List<(int Start, int Goal, double Difference)> _pairs = [];

    public void Add(int start, int goal, double difference) => _pairs.Add((start, goal, difference));

    public void Add(DifferenceSample other) => _pairs.AddRange(other._pairs);

    public ValueDifferences Summarize(ClusterWeights weights)
    {
        if (_pairs.Count < FewestPairs)
            return new ValueDifferences { Pairs = _pairs.Count };
        var found = Moments((_, _) => 1);
        var drawn = Enumerable.Range(0, weights.Count)
            .Select(draw => Moments((start, goal) => weights.Of(draw, start, goal))).ToArray();
        return new ValueDifferences
        {
            Pairs = _pairs.Count,
            Mean = found.Mean,
            StandardDeviation = found.Deviation,
            SignalToNoise = Finite(found.Ratio),
            SignalToNoiseCi95 = Interval(found.Ratio, drawn.Select(moments => moments.Ratio)),
            OrderConsistency = found.Order,
            OrderConsistencyCi95 = Interval(found.Order, drawn.Select(moments => moments.Order)),
        };
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    // A draw may leave a small bin empty.
    private static double[]? Interval(double value, IEnumerable<double> drawn)
    {
        double[] known = [.. drawn.Where(double.IsFinite)];
        if (known.Length == 0 || !double.IsFinite(value))
            return null;
        var estimate = Percentile.Interval(value, known, Confidence);
        return [estimate.Low, estimate.High];
    }

    private PairMoments Moments(Func<int, int, int> weigh)
    {
        var (pairs, halves) = (0L, 0L);
        var (sum, squares) = (0.0, 0.0);
        foreach (var (start, goal, difference) in _pairs)
        {
            var weight = weigh(start, goal);
            pairs += weight;
            halves += weight * (Math.Sign(difference) + 1);
            sum += weight * difference;
            squares += weight * difference * difference;
        }
        return new PairMoments(sum / pairs, Math.Sqrt(Math.Max(0, squares - sum * sum / pairs) / (pairs - 1)), halves / (2.0 * pairs));
    }

    private readonly record struct PairMoments(double Mean, double Deviation, double Order)
    {
        public double Ratio => Mean / Deviation;
    }
}
