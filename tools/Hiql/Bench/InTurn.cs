using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Measures ours and a peer alternately, so that a busy machine is busy for both, and compares medians.</summary>
internal static class InTurn
{
    /// <param name="name">What is measured.</param>
    /// <param name="unit">Of both.</param>
    /// <param name="peer">The peer's name.</param>
    /// <param name="rounds">How often each is measured.</param>
    /// <param name="measureOurs">One measurement of ours.</param>
    /// <param name="measurePeer">One measurement of the peer; null when it is not installed.</param>
    /// <param name="cancellation">Looked at between two measurements.</param>
    public static BenchResult Measure(
        string name, string unit, string peer, int rounds, Func<double> measureOurs, Func<double>? measurePeer, CancellationToken cancellation)
    {
        var (ours, theirs) = (new double[rounds], new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            // Who goes first changes every round: the first may find warmer caches or a cooler processor.
            if (round % 2 == 0)
                ours[round] = measureOurs();
            theirs[round] = measurePeer?.Invoke() ?? double.NaN;
            if (round % 2 == 1)
                ours[round] = measureOurs();
        }
        var value = Median(ours);
        return measurePeer is null
            ? new BenchResult(name, value, unit, $"{peer} (not installed)", null, null)
            : new BenchResult(name, value, unit, peer, Median(theirs), value / Median(theirs));
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
