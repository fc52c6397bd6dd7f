using System.Globalization;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps.Reports;

/// <summary>
/// The jobs of a sweep as commands a reader can paste into a shell, in the repository's root, with <c>$SWEEP</c> set to the
/// sweep's folder: where that lies is nobody's business but the reader's.
/// </summary>
internal static class SweepCommandLines
{
    // A name where the sweep came from a file elsewhere: other machines have it elsewhere too.
    public static string Sweep(SweepPlan plan) =>
        $"hiql sweep {ShellWord.QuoteIfNeeded(Path.IsPathRooted(plan.Source) ? Path.GetFileName(plan.Source) : plan.Source)}{(plan.Small ? " --small" : "")}";

    /// <summary>Repeats an evaluation.</summary>
    public static string Evaluate(SweepJob job) => string.Create(CultureInfo.InvariantCulture,
        $"{Evaluation(job)}{Tasks(job.Evaluation!)} --episodes {job.Evaluation!.Episodes}");

    /// <summary>Repeats one episode and films it.</summary>
    public static string Film(SweepJob job, SweepEpisode episode) => string.Create(CultureInfo.InvariantCulture,
        $"{Evaluation(job)} --episode {episode.Task}:{episode.Index} --video task{episode.Task}-episode{episode.Index}.mp4");

    /// <summary>Makes a dataset or a bundle again; none for an evaluation.</summary>
    /// <param name="job">Of the plan.</param>
    /// <param name="jobs">All of them, by id.</param>
    public static IReadOnlyList<string> Prepare(SweepJob job, IReadOnlyDictionary<string, SweepJob> jobs) => job switch
    {
        { Dataset: { } dataset } => [Collect(job, dataset)],
        { Training: { } training } =>
        [
            Train(job, training),
            $"hiql export {Work(job.Id, "run")} --out {Work(job.Id, "bundle")}",
        ],
        { Edges: { } edges } => [Graph(job, jobs[job.Needs[0]], edges)],
        _ => [],
    };

    private static string Evaluation(SweepJob job)
    {
        var settings = job.Evaluation!;
        var bundle = settings.Bundle is { } path ? ShellWord.QuoteIfNeeded(path) : Work(job.Needs[0], "bundle");
        return string.Create(CultureInfo.InvariantCulture, $"hiql eval --env {job.Environment} --bundle {bundle}")
            + (settings.Policy is { } policy ? $" --policy {policy.ToString().ToLowerInvariant()}" : "")
            + (settings.ManagerPeriod is { } period ? $" --manager-period {period}" : "")
            + (settings.Graph is { } graph ? $" --graph {(graph ? "on" : "off")}" : "")
            + (settings.ActionNoise > 0 ? FormattableString.Invariant($" --action-noise {settings.ActionNoise}") : "")
            + $" --seed {settings.EvalSeed}";
    }

    private static string Tasks(SweepSettings settings) => settings.Tasks is { } tasks ? $" --tasks {string.Join(',', tasks)}" : "";

    private static string Collect(SweepJob job, DatasetSettings dataset) =>
        $"hiql collect --env {job.Environment} --type {dataset.Type} --episodes {dataset.Episodes} --steps {dataset.Steps}"
        + $"{(dataset.Val > 0 ? $" --val {dataset.Val}" : "")} --seed {dataset.Seed} --out {Work(job.Id, "dataset.npz")}";

    private static string Train(SweepJob job, TrainingSettings training) =>
        $"hiql train --data {DatasetOf(job)} --env {job.Environment}"
        + $" --agent {training.Agent} --preset {training.Preset}{(training.Set.Count > 0 ? $" --set {string.Join(' ', training.Set.Select(ShellWord.QuoteIfNeeded))}" : "")}"
        + $"{(training.Steps is { } steps ? $" --steps {steps}" : "")} --seed {training.Seed} --threads {training.Threads} --out {Work(job.Id, "run")}";

    private static string Graph(SweepJob job, SweepJob training, GraphEdges edges) =>
        $"hiql graph {Work(training.Id, "bundle")} --out {Work(job.Id, "bundle")}{(edges == GraphEdges.Trajectories ? $" --data {DatasetOf(training)}" : "")}";

    private static string DatasetOf(SweepJob training) =>
        training.Training!.Dataset.Path is { } path ? ShellWord.QuoteIfNeeded(path) : Work(training.Needs[0], "dataset.npz");

    private static string Work(string job, string name) => $"\"$SWEEP/work/{job}/{name}\"";
}
