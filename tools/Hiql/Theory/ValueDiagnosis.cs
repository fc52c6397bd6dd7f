namespace HiqlRobotics.Tools.Theory;

/// <summary>
/// The toy problem's question, asked of a learned V: by distance to the goal, how well does V tell which of two states is
/// nearer, when they lie one step apart (what a flat policy needs) and when they lie k steps apart (what a manager needs)?
/// </summary>
internal sealed record ValueDiagnosis
{
    public required string Environment { get; init; }

    public required string Bundle { get; init; }

    public required string BundleSha256 { get; init; }

    public required string Agent { get; init; }

    /// <summary>Where the states come from: a dataset, or a demonstration made for this.</summary>
    public required string States { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>k, in control steps.</summary>
    public required int K { get; init; }

    /// <summary>Unit of the distances: <c>cells</c> of a maze on the shortest way, or <c>steps</c> along a trajectory.</summary>
    public required string DistanceUnit { get; init; }

    /// <summary>All distances together, one step apart.</summary>
    public required ValueDifferences Flat { get; init; }

    /// <summary>All distances together, k steps apart.</summary>
    public required ValueDifferences Manager { get; init; }

    public required IReadOnlyList<DistanceBin> Bins { get; init; }

    /// <summary>The drawing that was made; absent without one.</summary>
    public string? Plot { get; init; }
}

/// <summary>Pairs whose first state is so far from the goal.</summary>
/// <param name="From">Smallest distance.</param>
/// <param name="To">Largest distance, included.</param>
/// <param name="Flat">One step apart.</param>
/// <param name="Manager">k steps apart.</param>
internal sealed record DistanceBin(int From, int To, ValueDifferences Flat, ValueDifferences Manager)
{
    /// <summary>Where a plot draws the bin.</summary>
    public double Middle() => (From + To) / 2.0;
}

/// <summary>V of the nearer state less V of the farther one, over pairs; null where there are too few.</summary>
internal sealed record ValueDifferences
{
    public required long Pairs { get; init; }

    public double? Mean { get; init; }

    public double? StandardDeviation { get; init; }

    /// <summary>Mean over standard deviation: the toy problem's error is Φ of its negative.</summary>
    public double? SignalToNoise { get; init; }

    /// <summary>Its 95 % interval, by drawing starts and goals anew.</summary>
    public double[]? SignalToNoiseCi95 { get; init; }

    /// <summary>Share of the pairs that V orders rightly; ½ is guessing.</summary>
    public double? OrderConsistency { get; init; }

    /// <summary>Its 95 % interval, likewise.</summary>
    public double[]? OrderConsistencyCi95 { get; init; }
}
