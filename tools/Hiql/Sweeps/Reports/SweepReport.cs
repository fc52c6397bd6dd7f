using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>
/// What a sweep found, as <c>report.json</c> has it. A function of plan and results alone: nothing here depends on who ran
/// what when, in which order, or how often it was killed.
/// </summary>
internal sealed record SweepReport
{
    public int Format { get; init; } = 1;

    public required string Name { get; init; }

    /// <summary>What the sweep answers.</summary>
    public required string Question { get; init; }

    /// <summary>What ran it.</summary>
    public required string Command { get; init; }

    public required SweepVersions Versions { get; init; }

    /// <summary>The axis whose values are compared.</summary>
    public required string Compare { get; init; }

    /// <summary>The axis that is a repetition; null without one.</summary>
    public string? Over { get; init; }

    /// <summary>Axes worth a column, in the order of reading.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Points of the plan that have a result.</summary>
    public required int Evaluated { get; init; }

    /// <summary>Episodes behind all numbers.</summary>
    public required int Episodes { get; init; }

    /// <summary>How every interval that is not Wilson's was drawn.</summary>
    public required BootstrapOptions Bootstrap { get; init; }

    public required SweepVerdict Verdict { get; init; }

    /// <summary>All groups in which every value has a result, as one; null where there are not two of them.</summary>
    public SweepGroup? Overall { get; init; }

    /// <summary>One per combination of the other axes, in the plan's order.</summary>
    public required IReadOnlyList<SweepGroup> Groups { get; init; }

    /// <summary>Every point of the plan, in its order.</summary>
    public required IReadOnlyList<SweepPointReport> Points { get; init; }

    /// <summary>What was collected and trained for them.</summary>
    public required IReadOnlyList<SweepPreparation> Preparations { get; init; }

    /// <summary>Every job without a result, with its reason.</summary>
    public required IReadOnlyList<SweepMissing> Missing { get; init; }
}

/// <summary>The answer in one look.</summary>
/// <param name="Headline">In plain words.</param>
/// <param name="Best">The value with the highest success; null without a result, or where groups cannot be put together.</param>
/// <param name="BestIn">Groups in which it is the highest.</param>
/// <param name="Groups">Groups with a result.</param>
/// <param name="NotToldApart">Values that may be as good.</param>
internal sealed record SweepVerdict(string Headline, string? Best, int BestIn, int Groups, IReadOnlyList<string> NotToldApart);

/// <summary>A dataset or a bundle that points were evaluated with.</summary>
/// <param name="Job">Id of the job.</param>
/// <param name="Title">What it did.</param>
/// <param name="OutputSha256">Of what it made; null without a result.</param>
/// <param name="Commands">That make it again.</param>
internal sealed record SweepPreparation(string Job, string Title, string? OutputSha256, IReadOnlyList<string> Commands)
{
    /// <summary>What a training's last log says of its V, by the metric's name; empty for what has none.</summary>
    public IReadOnlyDictionary<string, double> Diagnostics { get; init; } = new Dictionary<string, double>();

    /// <summary>Success of every point that was evaluated with it, in the plan's order.</summary>
    public IReadOnlyList<double> Success { get; init; } = [];
}

/// <summary>A job without a result.</summary>
/// <param name="Job">Id of the job.</param>
/// <param name="Title">What it was to do.</param>
/// <param name="Failed">Whether it was tried and failed, rather than never having come to its end.</param>
/// <param name="Reason">One line.</param>
/// <param name="Log">What it said, relative to the sweep's folder; null where it said nothing.</param>
internal sealed record SweepMissing(string Job, string Title, bool Failed, string Reason, string? Log);
