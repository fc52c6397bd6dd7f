using HiqlRobotics.Control;

namespace HiqlRobotics.Tools.Documents;

/// <summary>What <c>hiql pipeline --json</c> prints, and <c>report.json</c>.</summary>
internal sealed record PipelineDocument
{
    public required string Environment { get; init; }

    /// <summary>The output folder.</summary>
    public required string Out { get; init; }

    public required CollectDocument Collect { get; init; }

    public required TrainDocument Train { get; init; }

    public required VerifyDocument Export { get; init; }

    public required VerifyDocument Verify { get; init; }

    public required ControlReport Run { get; init; }

    /// <summary>The main evaluation: the bundle's default manager period.</summary>
    public required EvalDocument Eval { get; init; }

    /// <summary>All evaluations: every manager period, then the baselines.</summary>
    public required IReadOnlyList<NamedEvaluation> Evaluations { get; init; }

    /// <summary>The baselines' training, in the order of the recipe.</summary>
    public required IReadOnlyList<TrainDocument> Baselines { get; init; }

    /// <summary>Wall time of each stage when it was run, in seconds.</summary>
    public required IReadOnlyDictionary<string, double> StageSeconds { get; init; }

    /// <summary>The commands that make the same again.</summary>
    public required IReadOnlyList<string> Commands { get; init; }

    /// <summary>What it ran on.</summary>
    public required string Machine { get; init; }

    public required string Report { get; init; }
}

/// <summary>An evaluation under the name the report gives it.</summary>
internal sealed record NamedEvaluation(string Name, EvalDocument Result);
