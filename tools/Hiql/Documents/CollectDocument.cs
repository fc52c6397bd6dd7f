namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql collect --json</c> prints.</summary>
internal sealed record CollectDocument
{
    public required string Path { get; init; }

    public required string Environment { get; init; }

    public required string Type { get; init; }

    public required ulong Seed { get; init; }

    public required long Transitions { get; init; }

    public required int Episodes { get; init; }

    /// <summary>Wall time of this call; short when an interrupted collection was resumed.</summary>
    public required double Seconds { get; init; }

    public required double StepsPerSecond { get; init; }

    /// <summary>Of the npz file, lower-case hex.</summary>
    public required string Sha256 { get; init; }
}
