using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>Points that differ in nothing but the compared axis and the repetition.</summary>
internal sealed record SweepGroup
{
    public required string Title { get; init; }

    /// <summary>What they have in common, by axis; empty for all groups together.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>In plain words.</summary>
    public required string Verdict { get; init; }

    /// <summary>The value with the highest success, the first of equals; null without a result.</summary>
    public string? Best { get; init; }

    /// <summary>In the plan's order.</summary>
    public required IReadOnlyList<SweepValue> Values { get; init; }
}

/// <summary>One value of the compared axis within a group.</summary>
internal sealed record SweepValue
{
    public required string Value { get; init; }

    /// <summary>Repetitions of the plan.</summary>
    public required int Planned { get; init; }

    /// <summary>Those with a result, in the plan's order.</summary>
    public required IReadOnlyList<SweepRun> Runs { get; init; }

    public required int Episodes { get; init; }

    /// <summary>Mean over runs of the mean over tasks; null without a run, as everything below.</summary>
    public double? Success { get; init; }

    /// <summary>Its 95 % interval: Wilson's over the episodes of a single run, else the stratified bootstrap over runs.</summary>
    public double[]? Ci95 { get; init; }

    /// <summary>Standard deviation over runs; null for a single one.</summary>
    public double? Deviation { get; init; }

    /// <summary>Mean of the middle half of all runs × tasks.</summary>
    public double? Iqm { get; init; }

    /// <summary>Its stratified bootstrap interval; null for a single run, which has nothing to draw from.</summary>
    public double[]? IqmCi95 { get; init; }

    public SweepRun? Worst { get; init; }

    /// <summary>Over all runs.</summary>
    public IReadOnlyList<SweepTask> Tasks { get; init; } = [];

    public IReadOnlyList<ProfilePoint> Profile { get; init; } = [];

    /// <summary>Against the best value; null for that one.</summary>
    public SweepComparison? VersusBest { get; init; }

    /// <summary>Against the plan's first value; null for that one.</summary>
    public SweepComparison? VersusFirst { get; init; }
}

/// <summary>One repetition.</summary>
/// <param name="Repetition">Its value on the axis that is one; empty without such an axis.</param>
/// <param name="Success">Mean over tasks.</param>
internal sealed record SweepRun(string Repetition, double Success);

/// <summary>One task's share.</summary>
/// <param name="Name">What it asks for.</param>
/// <param name="Success">Share of its episodes that succeeded.</param>
/// <param name="Ci95">Wilson's interval.</param>
/// <param name="Episodes">How many there were.</param>
internal sealed record SweepTask(string Name, double Success, double[] Ci95, int Episodes);
