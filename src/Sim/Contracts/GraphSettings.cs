namespace HiqlRobotics.Contracts;

/// <summary>How a bundle's landmark graph was built from its value function, and how far it reaches at deployment (TTGS, ICML 2026).</summary>
public sealed record GraphSettings
{
    /// <summary>τ_g of nearly all mazes; 12 on stitched data of giant ones.</summary>
    public const double DefaultEdgeLength = 24;

    /// <summary>T of nearly all mazes, where the manager is asked at every step; 24 on stitched data of giant ones.</summary>
    public const double DefaultHorizon = 48;

    /// <summary>A number of landmarks that covers every maze here and builds in seconds.</summary>
    public const int DefaultNodes = 1000;

    /// <summary>Landmarks in the graph.</summary>
    public required int Nodes { get; init; }

    /// <summary>τ_g: longest edge, in control steps, that costs no more than its length.</summary>
    public required double EdgeLength { get; init; }

    /// <summary>T: how far ahead, in control steps, a landmark may be that is handed down; beyond twice that the way is planned anew.</summary>
    public required double Horizon { get; init; }

    /// <summary>γ with which the value function was trained and is inverted.</summary>
    public required double Discount { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the <c>value.onnx</c> from which the distances were read.</summary>
    public required string ValueSha256 { get; init; }

    /// <summary>
    /// SHA-256 (lower-case hex) of the dataset whose trajectories say which landmarks follow each other; null for distances by the value
    /// function alone. Since format version 5.
    /// </summary>
    public string? TrajectoriesSha256 { get; init; }

    /// <summary>What is wrong with the numbers; null where nothing is.</summary>
    public string? Complaint() => this switch
    {
        { Nodes: < 2 or > ushort.MaxValue } => $"nodes: expected 2 to {ushort.MaxValue}, found {Nodes}",
        { EdgeLength: not (>= 1 and <= 1e4) } => $"edge_length: expected 1 to 10000 control steps, found {EdgeLength}",
        { Horizon: not (>= 1 and <= 1e4) } => $"horizon: expected 1 to 10000 control steps, found {Horizon}",
        { Discount: not (> 0 and < 1) } => $"discount: expected more than 0 and less than 1, found {Discount}",
        _ => null,
    };
}
