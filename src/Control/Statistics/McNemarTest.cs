namespace HiqlRobotics.Control.Statistics;

/// <summary>
/// McNemar's test in its exact form, the sign test: where two policies differ on common episodes, is either more often the
/// one that succeeds? Episodes on which both agree say nothing.
/// </summary>
public static class McNemarTest
{
    /// <summary>
    /// Two-sided p-value: the probability, under fair coins, of counts at least as unequal. 1 where the policies never differ.
    /// </summary>
    /// <param name="firstOnly">Episodes that only the first policy solved.</param>
    /// <param name="secondOnly">Episodes that only the second one solved.</param>
    public static double PValue(int firstOnly, int secondOnly)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstOnly);
        ArgumentOutOfRangeException.ThrowIfNegative(secondOnly);
        var n = firstOnly + secondOnly;
        // In logarithms, since 2⁻ⁿ leaves the range of a double at n = 1075.
        var logTerm = -n * Math.Log(2);
        var tail = 0.0;
        for (var i = 0; i <= Math.Min(firstOnly, secondOnly); i++)
        {
            tail += Math.Exp(logTerm);
            logTerm += Math.Log((double)(n - i) / (i + 1));
        }
        return Math.Min(1, 2 * tail);
    }
}
