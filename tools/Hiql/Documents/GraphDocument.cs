using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql graph --json</c> prints.</summary>
internal sealed record GraphDocument
{
    public required string Bundle { get; init; }

    /// <summary>Over the whole new bundle, by its manifest.</summary>
    public required string Sha256 { get; init; }

    public required GraphSettings Graph { get; init; }

    /// <summary>Of the graph's file.</summary>
    public required long Bytes { get; init; }

    /// <summary>The drawing; absent where none was asked for.</summary>
    public string? Plot { get; init; }

    /// <summary>Time of the value function between all pairs.</summary>
    public required double Seconds { get; init; }
}
