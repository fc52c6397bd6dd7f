using System.Text.Json.Serialization;
using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>How one value relates to another.</summary>
internal enum SweepRelation
{
    /// <summary>Chance alone would hardly do it.</summary>
    Better,

    /// <summary>The same the other way round.</summary>
    Worse,

    /// <summary>Chance alone could do it.</summary>
    Undecided,
}

/// <summary>One value of the compared axis against another.</summary>
internal sealed record SweepComparison
{
    /// <summary>The other value.</summary>
    public required string With { get; init; }

    public required SweepRelation Relation { get; init; }

    /// <summary>On common episodes; null where there are none.</summary>
    public PairedComparison? Paired { get; init; }

    /// <summary>Probability that a run is better than one of the other value; null unless both have several runs.</summary>
    public Estimate? Improvement { get; init; }

    /// <summary>In plain words, to be read after the value.</summary>
    [JsonPropertyOrder(1)]
    public string Words => Relation switch
    {
        SweepRelation.Better => $"better than {With}{Amount(1)}",
        SweepRelation.Worse => $"worse than {With}{Amount(-1)}",
        _ when Paired is { } pairs => $"cannot be told apart from {With} with these episodes: difference {SweepWords.Points(pairs.Difference)}, {SweepWords.P(pairs.PValue)}",
        _ => $"cannot be told apart from {With} with these episodes: intervals overlap",
    };

    /// <summary>The same from the other value's side.</summary>
    /// <param name="value">The value this one is of.</param>
    public SweepComparison Reversed(string value) => new()
    {
        With = value,
        Relation = Relation switch
        {
            SweepRelation.Better => SweepRelation.Worse,
            SweepRelation.Worse => SweepRelation.Better,
            _ => SweepRelation.Undecided,
        },
        Paired = Paired is { } paired
            ? paired with { FirstOnly = paired.SecondOnly, SecondOnly = paired.FirstOnly, Difference = SweepWords.Negative(paired.Difference) }
            : null,
        Improvement = Improvement is { } share ? new Estimate(1 - share.Value, 1 - share.High, 1 - share.Low) : null,
    };

    private string Amount(int sign) => Paired is { } paired
        ? $" by {SweepWords.Points(sign > 0 ? paired.Difference : SweepWords.Negative(paired.Difference))}, {SweepWords.P(paired.PValue)}"
        : ": intervals do not overlap";
}
