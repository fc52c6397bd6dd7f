using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Learning;
using HiqlRobotics.Learning.Logging;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Stages;

/// <summary>What to train.</summary>
internal sealed record TrainRequest
{
    public required string Data { get; init; }

    public required string Environment { get; init; }

    public required string Agent { get; init; }

    public required string Preset { get; init; }

    /// <summary><c>key=value</c>, applied to the preset.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Null for the preset's.</summary>
    public long? Steps { get; init; }

    public ulong Seed { get; init; }

    public string Device { get; init; } = "cpu";

    public int Threads { get; init; } = 2;

    /// <summary>On a GPU, whether steps are recorded and replayed; null for where they can be.</summary>
    public bool? RecordSteps { get; init; }

    public bool Resume { get; init; }

    /// <summary>Gradient steps between two evaluations; 0 for none.</summary>
    public long EvaluationInterval { get; init; }

    /// <summary>Episodes per task of those.</summary>
    public int EvaluationEpisodes { get; init; } = 10;

    public required string Out { get; init; }
}

/// <summary>Dataset → run folder.</summary>
internal static class TrainStage
{
    public static TrainDocument Run(TrainRequest request, Terminal terminal)
    {
        RequireSensible(request);
        using var environment = EnvironmentCatalog.Create(request.Environment);
        var (config, device) = (Resolve(request), ComputeDevice.Find(request.Device));
        if (request.RecordSteps == true && !device.CanRecord())
            throw new InputException($"--cuda-graph on: --device {request.Device} records nothing here; docs/gpu.md says what it takes");
        using var data = TrainingData.Load(request.Data, environment.Spec, config, device, request.Seed);
        var run = Describe(request, config, environment.Spec, data);
        var summary = terminal.Track("train", "steps", meter =>
        {
            using var trainer = new Trainer(run, data, Options(request, meter, terminal));
            return trainer.Run(terminal.Cancellation);
        });
        if (summary.Cancelled)
            throw new OperationCanceledException($"stopped after {summary.Steps:N0} steps; a checkpoint is saved, --resume goes on from it");
        var seconds = Math.Max(summary.Seconds, LoggedSeconds(request.Out));
        return new TrainDocument
        {
            Run = request.Out,
            Agent = request.Agent,
            Preset = request.Preset,
            Seed = request.Seed,
            Steps = summary.Steps,
            Seconds = seconds,
            StepsPerSecond = summary.Steps / seconds,
            FinalMetrics = summary.FinalMetrics,
        };
    }

    private static void RequireSensible(TrainRequest request)
    {
        Require("--threads", request.Threads, 1);
        Require("--eval-interval", request.EvaluationInterval, 0);
        Require("--eval-episodes", request.EvaluationEpisodes, 1);
    }

    private static void Require(string option, long found, long minimum)
    {
        if (found < minimum)
            throw new InputException($"{option}: expected {minimum} or more, found {found}");
    }

    /// <summary>The configuration a request means; names unknown presets, agents and keys.</summary>
    public static HiqlConfig Resolve(TrainRequest request) =>
        Resolve(request.Environment, DatasetType(request.Data), request.Agent, request.Preset, request.Set, request.Steps);

    /// <summary>OGBench's type of a dataset, by its manifest; <c>navigate</c> without one.</summary>
    public static string DatasetType(string path) => TrainingData.ReadManifest(path)?.Type ?? "navigate";

    /// <summary>The same before there is a file.</summary>
    /// <param name="environment">Name.</param>
    /// <param name="datasetType">OGBench's, e.g. <c>navigate</c>.</param>
    /// <param name="agent">Name.</param>
    /// <param name="preset">Name.</param>
    /// <param name="set"><c>key=value</c>, applied to the preset.</param>
    /// <param name="steps">Null for the preset's.</param>
    public static HiqlConfig Resolve(
        string environment, string datasetType, string agent, string preset, IReadOnlyList<string> set, long? steps)
    {
        var config = ConfigOverrides.Apply(HiqlPresets.Create(agent, preset, environment, datasetType), set);
        return steps is { } count ? (config with { Steps = count }).Validated() : config;
    }

    /// <summary>Whether the folder of a request holds a run that can go on: same data, seed and configuration.</summary>
    public static bool CanResume(TrainRequest request, HiqlConfig config, string datasetSha256)
    {
        if (!File.Exists(Path.Combine(request.Out, RunConfig.FileName)))
            return false;
        var old = RunConfig.Load(request.Out);
        return old.DatasetSha256 == datasetSha256 && old.Seed == request.Seed && Same(old.Config, config);
    }

    private static bool Same(HiqlConfig a, HiqlConfig b) =>
        JsonSerializer.Serialize(a, ContractJson.Line) == JsonSerializer.Serialize(b, ContractJson.Line);

    private static RunConfig Describe(TrainRequest request, HiqlConfig config, EnvironmentSpec environment, TrainingData data) => new()
    {
        Config = config,
        Environment = environment,
        Dataset = request.Data,
        DatasetSha256 = data.Sha256,
        Seed = request.Seed,
        Device = request.Device,
        Scaling = data.Train.Scaling,
    };

    private static TrainerOptions Options(TrainRequest request, IProgressMeter meter, Terminal terminal) => new()
    {
        Folder = request.Out,
        Threads = request.Threads,
        RecordSteps = request.RecordSteps ?? true,
        Resume = request.Resume,
        EvaluationInterval = request.EvaluationInterval,
        Evaluate = request.EvaluationInterval > 0 ? (bundle, _) => Evaluate(request, bundle) : null,
        Progress = progress => meter.Report(progress.Step, progress.Steps, Note(progress)),
        Warn = terminal.Note,
        Time = terminal.Time,
    };

    // A resumed run has a clock per process; each begins again at 0.
    private static double LoggedSeconds(string run)
    {
        var (total, last) = (0.0, 0.0);
        foreach (var line in MetricsLog.Read(Path.Combine(run, MetricsLog.TimingFileName)))
        {
            var seconds = line.Metrics["seconds"];
            total += seconds >= last ? seconds - last : seconds;
            last = seconds;
        }
        return total;
    }

    private static string? Note(TrainProgress progress) =>
        double.IsNaN(progress.Loss) ? null
        : progress.Success is { } success ? $"loss {progress.Loss:0.0}, success {Text.Percent(success)}"
        : $"loss {progress.Loss:0.0}";

    // The number in the curve is the number of the thing that ships: the written bundle in the real controller.
    // Ctrl-C waits for its end, so that the checkpoint that follows belongs to a step whose metrics are complete.
    private static Dictionary<string, double> Evaluate(TrainRequest request, string path)
    {
        using var bundle = EvalStage.Load(request.Environment, path);
        var result = Evaluator.Run(
            () => EnvironmentCatalog.Create(request.Environment), () => bundle.CreatePolicy(),
            new EvaluationOptions { Episodes = request.EvaluationEpisodes, Seed = request.Seed });
        var metrics = result.Tasks.ToDictionary(task => $"task{task.Id}_success", task => task.Success);
        metrics["overall_success"] = result.OverallSuccess;
        if (result.WallContact is { } share)
            metrics["wall_contact"] = share;
        return metrics;
    }
}
