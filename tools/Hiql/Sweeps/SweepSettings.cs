using HiqlRobotics.Control;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>One point of a grid: what is evaluated, and what is trained for it first where no bundle is named.</summary>
internal sealed record SweepSettings
{
    public required string Environment { get; init; }

    /// <summary>A bundle that is there; null where <see cref="Training"/> makes one.</summary>
    public string? Bundle { get; init; }

    /// <summary>Null exactly where <see cref="Bundle"/> is not.</summary>
    public TrainingSettings? Training { get; init; }

    /// <summary>Null for what the bundle was trained as.</summary>
    public PolicyKind? Policy { get; init; }

    /// <summary>Control steps a subgoal is held; null for the bundle's.</summary>
    public int? ManagerPeriod { get; init; }

    /// <summary>Whether the landmark graph is followed; null for where the bundle has one.</summary>
    public bool? Graph { get; init; }

    /// <summary>The landmark graph a trained bundle is given first; null for none.</summary>
    public GraphEdges? GraphEdges { get; init; }

    /// <summary>Null for all.</summary>
    public IReadOnlyList<int>? Tasks { get; init; }

    /// <summary>Episodes per task.</summary>
    public required int Episodes { get; init; }

    /// <summary>Seed of starts and goals: points with the same one can be compared episode by episode.</summary>
    public required ulong EvalSeed { get; init; }

    /// <summary>Standard deviation of noise on every action.</summary>
    public required double ActionNoise { get; init; }
}

/// <summary>What is trained, and on what.</summary>
internal sealed record TrainingSettings
{
    public required DatasetSettings Dataset { get; init; }

    public required string Agent { get; init; }

    public required string Preset { get; init; }

    /// <summary>Null for the preset's.</summary>
    public long? Steps { get; init; }

    /// <summary>Of weights and batches.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Part of the result: another count adds numbers in another order.</summary>
    public required int Threads { get; init; }

    /// <summary><c>key=value</c>, by key.</summary>
    public required IReadOnlyList<string> Set { get; init; }
}

/// <summary>A dataset: a file that is there, or what to collect.</summary>
internal sealed record DatasetSettings
{
    /// <summary>The file; null where the rest says what to collect.</summary>
    public string? Path { get; init; }

    public string Type { get; init; } = "";

    public int Episodes { get; init; }

    public int Steps { get; init; }

    public ulong Seed { get; init; }

    /// <summary>Episodes of the validation file.</summary>
    public int Val { get; init; }
}
