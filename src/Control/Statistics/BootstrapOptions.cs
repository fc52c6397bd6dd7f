namespace HiqlRobotics.Control.Statistics;

/// <summary>How intervals are drawn.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Resamples behind an interval; rliable draws 2 000 for profiles and 50 000 for aggregates.</summary>
    public int Resamples { get; init; } = 5000;

    /// <summary>Share of an interval.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Seed of the draws; the same seed gives the same interval to the bit.</summary>
    public ulong Seed { get; init; }

    internal void Require()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Resamples, 1);
        if (!(Confidence is > 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(Confidence), Confidence, "expected a share between 0 and 1");
    }
}
