namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql train --json</c> prints.</summary>
internal sealed record TrainDocument
{
    /// <summary>The run folder.</summary>
    public required string Run { get; init; }

    public required string Agent { get; init; }

    public required string Preset { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>Gradient steps behind the final weights.</summary>
    public required long Steps { get; init; }

    /// <summary>Training time, that of interrupted earlier calls included.</summary>
    public required double Seconds { get; init; }

    public required double StepsPerSecond { get; init; }

    /// <summary>The last logged value of every metric.</summary>
    public required IReadOnlyDictionary<string, double> FinalMetrics { get; init; }
}
