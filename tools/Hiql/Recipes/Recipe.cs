using HiqlRobotics.Control;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Recipes;

/// <summary>Everything <c>hiql pipeline</c> needs to know; the file in <c>recipes/</c> is this record in YAML.</summary>
internal sealed record Recipe
{
    /// <summary>File name without extension; names the run folder.</summary>
    public required string Name { get; init; }

    public required string Environment { get; init; }

    public required DatasetRecipe Dataset { get; init; }

    public required TrainingRecipe Training { get; init; }

    /// <summary>The landmark graph above the manager; null for none.</summary>
    public GraphRecipe? Graph { get; init; }

    public required EvaluationRecipe Evaluation { get; init; }

    public required RunRecipe Run { get; init; }
}

/// <summary>What to collect.</summary>
/// <param name="Type">OGBench's dataset type, e.g. <c>navigate</c>.</param>
/// <param name="Episodes">Episodes of the training file.</param>
/// <param name="Steps">Transitions per episode.</param>
/// <param name="Seed">Seed of every draw.</param>
/// <param name="Val">Episodes of the <c>-val</c> sibling; 0 for none.</param>
internal sealed record DatasetRecipe(string Type, int Episodes, int Steps, ulong Seed, int Val);

/// <summary>What to train.</summary>
/// <param name="Agent"><c>hiql</c>, <c>lavl</c>, <c>gcivl</c>, <c>gciql</c> or <c>gcbc</c>.</param>
/// <param name="Preset"><c>small</c>, <c>ogbench</c> or <c>paper</c>.</param>
/// <param name="Steps">Gradient steps; null: the preset's.</param>
/// <param name="Seed">Seed of weights and batches.</param>
/// <param name="Set">Overrides of single values, as <c>--set key=value</c>.</param>
/// <param name="EvalInterval">Gradient steps between two evaluations for the curves; 0 for none.</param>
internal sealed record TrainingRecipe(
    string Agent, string Preset, long? Steps, ulong Seed, IReadOnlyList<string> Set, long EvalInterval);

/// <summary>How to build the landmark graph.</summary>
/// <param name="Options">Size and reach.</param>
/// <param name="Edges">What they go by.</param>
internal sealed record GraphRecipe(LandmarkGraphOptions Options, GraphEdges Edges);

/// <summary>How to judge.</summary>
/// <param name="Episodes">Episodes per task.</param>
/// <param name="Seed">Seed of the resets.</param>
/// <param name="ManagerPeriods">Control steps a subgoal is held; null stands for the bundle's default.</param>
/// <param name="Baselines">Agents trained with the same budget and reported beside.</param>
internal sealed record EvaluationRecipe(
    int Episodes, ulong Seed, IReadOnlyList<int?> ManagerPeriods, IReadOnlyList<string> Baselines);

/// <summary>The real-time check.</summary>
/// <param name="Rate">Control ticks per second of wall time; the simulation runs as much faster than life.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="TaskId">Evaluation task that is run.</param>
internal sealed record RunRecipe(double Rate, double Seconds, int TaskId);
