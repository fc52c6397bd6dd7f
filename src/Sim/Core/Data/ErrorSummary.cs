namespace HiqlRobotics.Sim.Data;

/// <summary>Quantiles of a non-negative error over many rows (nearest rank).</summary>
/// <param name="P50">Median.</param>
/// <param name="P99">99th percentile.</param>
/// <param name="Max">Largest.</param>
public sealed record ErrorSummary(double P50, double P99, double Max)
{
    /// <summary>Sorts the errors in place and reads the quantiles off; all 0 when there are none, all NaN when one is.</summary>
    public static ErrorSummary Of(Span<double> errors)
    {
        if (errors.IsEmpty)
            return new ErrorSummary(0, 0, 0);
        errors.Sort();
        if (double.IsNaN(errors[0]))
            return new ErrorSummary(double.NaN, double.NaN, double.NaN);
        return new ErrorSummary(Rank(errors, 0.50), Rank(errors, 0.99), errors[^1]);
    }

    private static double Rank(ReadOnlySpan<double> sorted, double share) =>
        sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
