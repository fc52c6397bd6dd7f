using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>What a job does.</summary>
internal enum SweepJobKind
{
    /// <summary>Environment → dataset.</summary>
    Collect,

    /// <summary>Dataset → run → bundle.</summary>
    Train,

    /// <summary>Bundle → the same with a landmark graph.</summary>
    Graph,

    /// <summary>Bundle → success rates.</summary>
    Evaluate,
}

/// <summary>One unit of work with one result file.</summary>
internal sealed record SweepJob
{
    /// <summary>Hash of everything its result depends on.</summary>
    public required string Id { get; init; }

    public required SweepJobKind Kind { get; init; }

    /// <summary>What a person calls it.</summary>
    public required string Title { get; init; }

    /// <summary>Jobs whose files it reads.</summary>
    public required IReadOnlyList<string> Needs { get; init; }

    /// <summary>Processor cores it keeps busy.</summary>
    public required int Threads { get; init; }

    /// <summary>Memory it may take, MiB; an estimate from above.</summary>
    public required int MemoryMb { get; init; }

    /// <summary>Wall time it may take on the machine the constants were measured on, seconds; a guess.</summary>
    public required double EstimatedSeconds { get; init; }

    public required string Environment { get; init; }

    /// <summary>What to collect; null for other kinds.</summary>
    public DatasetSettings? Dataset { get; init; }

    /// <summary>What to train; null for other kinds.</summary>
    public TrainingSettings? Training { get; init; }

    /// <summary>The training's resolved hyperparameters; null for other kinds.</summary>
    public HiqlConfig? Config { get; init; }

    /// <summary>What the landmark graph goes by; null for other kinds.</summary>
    public GraphEdges? Edges { get; init; }

    /// <summary>What to evaluate; null for other kinds.</summary>
    public SweepSettings? Evaluation { get; init; }

    /// <summary>Hash of the file or bundle it reads that no job makes; null without one.</summary>
    public string? InputSha256 { get; init; }
}

/// <summary>A point of the grid and the job that evaluates it.</summary>
/// <param name="Job">Id of an evaluation.</param>
/// <param name="Values">Its place on every axis.</param>
internal sealed record SweepPoint(string Job, IReadOnlyDictionary<string, string> Values);

/// <summary>A sweep, fully expanded before the first job starts and never changed again.</summary>
internal sealed record SweepPlan
{
    public const string FileName = "plan.json";

    private const int CurrentFormat = 1;

    public int Format { get; init; } = CurrentFormat;

    public required string Name { get; init; }

    /// <summary>What the sweep answers.</summary>
    public required string Question { get; init; }

    /// <summary>The file it was expanded from, as it was named.</summary>
    public required string Source { get; init; }

    /// <summary>Whether the file's small version was taken.</summary>
    public required bool Small { get; init; }

    public required SweepVersions Versions { get; init; }

    public required IReadOnlyList<string> Axes { get; init; }

    public required SweepView View { get; init; }

    public required SweepBudget Budget { get; init; }

    /// <summary>In an order in which every job comes after those it needs.</summary>
    public required IReadOnlyList<SweepJob> Jobs { get; init; }

    public required IReadOnlyList<SweepPoint> Points { get; init; }

    public string ToJson() => SweepJson.Write(this);

    /// <exception cref="InputException">There is no plan, or it is of another format.</exception>
    public static SweepPlan Load(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            throw new InputException($"{folder}: no sweep there ({FileName} is missing); start one with hiql sweep");
        try
        {
            var plan = SweepJson.Read<SweepPlan>(File.ReadAllText(path));
            if (plan?.Format == CurrentFormat)
                return plan;
            throw new InputException($"{path}: format {plan?.Format}, expected {CurrentFormat}; start the sweep anew");
        }
        catch (JsonException e)
        {
            throw new InputException($"{path}: no plan of this version ({Cli.Text.OneLine(e.Message)}); start the sweep anew", e);
        }
    }
}
