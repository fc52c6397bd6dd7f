namespace HiqlRobotics.Tools.Theory;

/// <summary>Sums over value differences.</summary>
internal sealed class DifferenceTally
{
    private const int FewestPairs = 20;

    private long _pairs, _halves;
    private double _sum, _squares;

    /// <summary>Adds V(nearer) − V(farther).</summary>
    public void Add(double difference)
    {
        _pairs++;
        _halves += Math.Sign(difference) + 1;
        _sum += difference;
        _squares += difference * difference;
    }

    public void Add(DifferenceTally other)
    {
        _pairs += other._pairs;
        _halves += other._halves;
        _sum += other._sum;
        _squares += other._squares;
    }

    public ValueDifferences Summarize()
    {
        double? mean = null, deviation = null, order = null;
        if (_pairs >= FewestPairs)
        {
            mean = _sum / _pairs;
            deviation = Math.Sqrt(Math.Max(0, (_squares - _sum * _sum / _pairs) / (_pairs - 1)));
            order = _halves / (2.0 * _pairs);
        }
        return new ValueDifferences
        {
            Pairs = _pairs,
            Mean = mean,
            StandardDeviation = deviation,
            SignalToNoise = deviation > 0 ? mean / deviation : null,
            OrderConsistency = order,
        };
    }
}
