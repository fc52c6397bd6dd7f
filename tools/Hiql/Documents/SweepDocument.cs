using HiqlRobotics.Tools.Sweeps;

namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql sweep --json</c> prints.</summary>
internal sealed record SweepDocument
{
    public required string Name { get; init; }

    /// <summary>The sweep's folder.</summary>
    public required string Folder { get; init; }

    public required int Jobs { get; init; }

    /// <summary>Jobs with a valid result, from this call or an earlier one.</summary>
    public required int Done { get; init; }

    /// <summary>Of those, from an earlier call.</summary>
    public required int DoneBefore { get; init; }

    /// <summary>Jobs that failed for good.</summary>
    public required IReadOnlyList<SweepFailure> Failed { get; init; }

    /// <summary>Jobs that were never started: what they need failed, or the budget of failures was used up.</summary>
    public required IReadOnlyList<string> NotStarted { get; init; }

    /// <summary>Every point in the plan's order.</summary>
    public required IReadOnlyList<SweepPointDocument> Points { get; init; }

    /// <summary>Guessed before, seconds on one core; what a dry run prints.</summary>
    public required double EstimatedSeconds { get; init; }

    /// <summary>The page; absent of a dry run.</summary>
    public string? Report { get; init; }

    /// <summary>Wall time of this call.</summary>
    public required double Seconds { get; init; }
}

/// <summary>One point and what was found.</summary>
/// <param name="Job">Id of its evaluation.</param>
/// <param name="Values">Its place on every axis.</param>
/// <param name="Success">Mean over the tasks; null without a result.</param>
/// <param name="Ci95">95 % Wilson interval over its episodes; null without a result.</param>
internal sealed record SweepPointDocument(string Job, IReadOnlyDictionary<string, string> Values, double? Success, double[]? Ci95);
