using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Learning;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Collect;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>
/// Expands a sweep into jobs. What two points share (a dataset, a training) is one job; everything that can be wrong with a
/// point is found here, before anything runs.
/// </summary>
internal sealed class SweepPlanner
{
    private const int IdLength = 16;

    private readonly SweepVersions _versions;
    private readonly Dictionary<string, SweepJob> _jobs = [];
    private readonly List<string> _order = [];
    private readonly Dictionary<string, EnvironmentSpec> _environments = [];
    private readonly Dictionary<(string, string), string> _bundles = [];

    private SweepPlanner(SweepVersions versions) => _versions = versions;

    /// <exception cref="InputException">A point that cannot be run.</exception>
    public static SweepPlan Expand(string path, SweepFile file, bool small, SweepVersions versions)
    {
        var planner = new SweepPlanner(versions);
        var points = file.Points.Select(words => new SweepPoint(
            planner.Plan(SettingsReader.Read(path, words)),
            file.Axes.ToDictionary(axis => axis, axis => words.TryGetValue(axis, out var word) ? word.Text : "default"))).ToArray();
        return new SweepPlan
        {
            Name = file.Name,
            Question = file.Question,
            Source = path,
            Small = small,
            Versions = versions,
            Axes = file.Axes,
            View = file.View,
            Budget = file.Budget,
            Jobs = [.. planner._order.Select(id => planner._jobs[id])],
            Points = points,
        };
    }

    private string Plan(SweepSettings settings)
    {
        var environment = Environment(settings.Environment);
        var unknown = settings.Tasks?.FirstOrDefault(id => environment.Tasks.All(task => task.Id != id)) ?? 0;
        if (unknown != 0)
            throw new InputException($"tasks: {environment.Name} has no task {unknown}");
        var made = settings.Training is { } wanted ? Train(settings.Environment, wanted) : null;
        if (made is not null && settings.GraphEdges is { } edges)
            made = Graph(environment, made, edges);
        return Add(new SweepJob
        {
            Id = "",
            Kind = SweepJobKind.Evaluate,
            Title = $"evaluate {settings.Environment} {Describe(settings)}",
            Needs = made is null ? [] : [made],
            Threads = 1,
            MemoryMb = SweepCosts.EvaluationMemoryMb,
            EstimatedSeconds = SweepCosts.EvaluationSeconds(environment, settings),
            Environment = settings.Environment,
            // How it is made is the matter of others.
            Evaluation = settings with { Training = null, GraphEdges = null },
            InputSha256 = settings.Bundle is { } bundle ? BundleSha256(bundle, environment) : null,
        });
    }

    private string Train(string environment, TrainingSettings training)
    {
        var collect = training.Dataset.Path is null ? Collect(environment, training.Dataset) : null;
        var config = Resolve(environment, training);
        var bytes = SweepCosts.DatasetBytes(Environment(environment), training.Dataset);
        return Add(new SweepJob
        {
            Id = "",
            Kind = SweepJobKind.Train,
            Title = $"train {training.Agent} on {environment}, seed {training.Seed}{string.Concat(training.Set.Select(set => $" {set}"))}",
            Needs = collect is null ? [] : [collect],
            Threads = training.Threads,
            MemoryMb = SweepCosts.TrainingMemoryMb(bytes),
            EstimatedSeconds = SweepCosts.TrainingSeconds(config, training.Threads),
            Environment = environment,
            Training = training,
            Config = config,
            InputSha256 = training.Dataset.Path is { } path ? Sha256File.OfFile(path) : null,
        });
    }

    private string Graph(EnvironmentSpec environment, string training, GraphEdges edges)
    {
        GraphStage.Require("graph: trajectories", edges, environment);
        var dataset = _jobs[training].Training!.Dataset;
        return Add(new SweepJob
        {
            Id = "",
            Kind = SweepJobKind.Graph,
            Title = $"graph for {_jobs[training].Title}{(edges == GraphEdges.Trajectories ? ", by trajectories" : "")}",
            Needs = [training],
            Threads = 1,
            MemoryMb = SweepCosts.TrainingMemoryMb(SweepCosts.DatasetBytes(environment, dataset)),
            EstimatedSeconds = SweepCosts.GraphSeconds,
            Environment = environment.Name,
            Edges = edges,
        });
    }

    private string Collect(string environment, DatasetSettings dataset)
    {
        DatasetCollector.RequireType(environment, dataset.Type);
        return Add(CollectJob(environment, dataset));
    }

    private SweepJob CollectJob(string environment, DatasetSettings dataset) => new()
    {
        Id = "",
        Kind = SweepJobKind.Collect,
        Title = $"collect {environment} {dataset.Type}, {dataset.Episodes} episodes, seed {dataset.Seed}",
        Needs = [],
        Threads = 1,
        MemoryMb = SweepCosts.TrainingMemoryMb(SweepCosts.DatasetBytes(Environment(environment), dataset)),
        EstimatedSeconds = SweepCosts.CollectionSeconds(environment, dataset),
        Environment = environment,
        Dataset = dataset,
    };

    // The same names, spelled the same way, for the same work: an id depends on nothing a person only reads.
    private string Add(SweepJob job)
    {
        var identity = job with { Title = "", MemoryMb = 0, EstimatedSeconds = 0 };
        var id = Sha256File.OfText(JsonSerializer.Serialize(new { _versions, identity }, ContractJson.Line))[..IdLength];
        if (_jobs.TryAdd(id, job with { Id = id }))
            _order.Add(id);
        return id;
    }

    private EnvironmentSpec Environment(string name)
    {
        if (_environments.TryGetValue(name, out var known))
            return known;
        using var environment = EnvironmentCatalog.Create(name);
        return _environments[name] = environment.Spec;
    }

    private string BundleSha256(string bundle, EnvironmentSpec environment)
    {
        if (_bundles.TryGetValue((bundle, environment.Name), out var known))
            return known;
        using var loaded = ControllerBundle.Load(Repository.FindFolder(bundle), environment);
        return _bundles[(bundle, environment.Name)] = loaded.Sha256;
    }

    private static HiqlConfig Resolve(string environment, TrainingSettings training) => TrainStage.Resolve(
        environment, training.Dataset.Path is { } path ? TrainStage.DatasetType(path) : training.Dataset.Type,
        training.Agent, training.Preset, training.Set, training.Steps);

    private static string Describe(SweepSettings settings)
    {
        string?[] parts =
        [
            settings.Bundle ?? $"{settings.Training!.Agent} seed {settings.Training.Seed}{string.Concat(settings.Training.Set.Select(set => $" {set}"))}",
            settings.Policy?.ToString().ToLowerInvariant(),
            settings.ManagerPeriod is { } period ? $"period {period}" : null,
            settings.Graph is { } graph ? $"graph {(graph ? "on" : "off")}" : null,
            settings.ActionNoise > 0 ? FormattableString.Invariant($"noise {settings.ActionNoise}") : null,
        ];
        return string.Join(", ", parts.Where(part => part is not null));
    }
}
