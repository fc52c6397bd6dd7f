namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql bench … --json</c> prints.</summary>
internal sealed record BenchDocument
{
    /// <summary>Which benchmark.</summary>
    public required string Bench { get; init; }

    public required IReadOnlyList<BenchResult> Results { get; init; }

    /// <summary>Managed memory per tick; only of benchmarks that tick.</summary>
    public double? AllocatedBytesPerTick { get; init; }

    /// <summary>How often ours and the peer were measured, in turn; figures are medians over these.</summary>
    public required int Rounds { get; init; }

    public required string Machine { get; init; }
}

/// <summary>One figure beside its peer's, measured in the same run.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">Ours.</param>
/// <param name="Unit">Of both.</param>
/// <param name="Peer">Whom it is compared with; null for a figure without a peer.</param>
/// <param name="PeerValue">The peer's; null where there is no peer, or it is not installed.</param>
/// <param name="Ratio">Ours / peer: above 1 is better for throughputs, below 1 for times.</param>
internal sealed record BenchResult(string Name, double Value, string Unit, string? Peer, double? PeerValue, double? Ratio);
