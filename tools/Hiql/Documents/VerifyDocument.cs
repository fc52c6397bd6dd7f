namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql verify --json</c> and <c>hiql export --json</c> print.</summary>
internal sealed record VerifyDocument
{
    public required string Bundle { get; init; }

    public required string Environment { get; init; }

    public required string Agent { get; init; }

    /// <summary>Over the whole bundle, by its manifest.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Largest difference between a probe's stored and replayed output.</summary>
    public required double MaxAbsError { get; init; }

    /// <summary>Largest difference that is accepted.</summary>
    public required double Tolerance { get; init; }

    public required bool Ok { get; init; }
}
