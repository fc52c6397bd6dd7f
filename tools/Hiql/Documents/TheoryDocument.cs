using System.Text.Json.Serialization;

namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql theory --json</c> prints: the toy problem's errors, exact and simulated.</summary>
internal sealed record TheoryDocument
{
    /// <summary>Draws behind each estimate.</summary>
    public required long Samples { get; init; }

    public required ulong Seed { get; init; }

    public required IReadOnlyList<TheoryRow> Rows { get; init; }

    /// <summary>Monte Carlo intervals in all.</summary>
    public required int Intervals { get; init; }

    /// <summary>How many of the 95 % intervals cover their formula: 95 % of them are meant to.</summary>
    public required int Covering { get; init; }

    /// <summary>How many do when the intervals are so wide that all of them cover at once with 95 % (Bonferroni).</summary>
    public required int CoveringSimultaneously { get; init; }

    /// <summary>The drawing that was made; absent without one.</summary>
    public string? Plot { get; init; }
}

/// <summary>One combination of distance, noise and subgoal distance; probabilities of a wrong choice.</summary>
internal sealed record TheoryRow
{
    /// <summary>Distance of the goal.</summary>
    public required int T { get; init; }

    /// <summary>Noise relative to the distance.</summary>
    public required double Sigma { get; init; }

    /// <summary>Distance of the subgoal.</summary>
    public required int K { get; init; }

    /// <summary>Error of a flat policy.</summary>
    public required double Flat { get; init; }

    /// <summary>E_h.</summary>
    public required double Manager { get; init; }

    /// <summary>E_l.</summary>
    public required double Worker { get; init; }

    /// <summary>E_h + E_l.</summary>
    public required double Bound { get; init; }

    /// <summary>E_h (1 − E_l) + E_l (1 − E_h): a wrong last action.</summary>
    public required double Composed { get; init; }

    public required TheoryMonteCarlo MonteCarlo { get; init; }
}

/// <summary>What the simulation found for a row.</summary>
internal sealed record TheoryMonteCarlo
{
    public required TheoryEstimate Flat { get; init; }

    public required TheoryEstimate Manager { get; init; }

    public required TheoryEstimate Worker { get; init; }

    public required TheoryEstimate Composed { get; init; }

    [JsonIgnore]
    public IEnumerable<TheoryEstimate> All => [Flat, Manager, Worker, Composed];
}

/// <summary>A simulated probability.</summary>
/// <param name="Value">Share of the draws that erred.</param>
/// <param name="Ci95">Its 95 % Wilson interval.</param>
/// <param name="Covers">Whether that covers the formula.</param>
/// <param name="CoversSimultaneously">Whether the interval does that is meant to hold for all estimates at once.</param>
internal sealed record TheoryEstimate(double Value, double[] Ci95, bool Covers, bool CoversSimultaneously);
