using HiqlRobotics.Contracts;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Trains an agent on a dataset and keeps a run folder: configuration, metrics, checkpoints, bundles.</summary>
public sealed class Trainer : IDisposable
{
    private readonly RunConfig _run;
    private readonly TrainerOptions _options;
    private readonly TrainingData _data;
    private readonly TwoLanes _lanes;
    private readonly IAgent _agent;
    private readonly WeightAverage? _average;
    private readonly GoalSampler _sampler;
    private readonly SuccessLabels? _validationLabels;
    private readonly BatchIndices _indices;
    private readonly GradientStep _gradientStep;
    private readonly ValueDiagnostics _diagnostics;
    private readonly CheckpointStore _checkpoints;
    private readonly BundleExporter _exporter;
    private readonly RunLog _log;
    private long _step;
    private double? _success;

    /// <summary>Prepares a run, or the continuation of one.</summary>
    /// <param name="run">What is trained, on what.</param>
    /// <param name="data">The loaded dataset; stays the caller's.</param>
    /// <param name="options">How.</param>
    /// <exception cref="InputException">The folder holds a run and is not to be resumed, or the other way round, or a different run.</exception>
    public Trainer(RunConfig run, TrainingData data, TrainerOptions options)
    {
        (_run, _data, _options) = (run, data, options);
        var (config, device) = (run.Config, data.Train.Observations.device);
        _checkpoints = new CheckpointStore(options.Folder);
        OpenFolder();
        _lanes = new TwoLanes(config, device, options.Threads);
        _agent = AgentFactory.Create(config, run.Scaling, run.Environment.Action.Dim, run.Seed, device, _lanes);
        _average = config.EmaDecay > 0 ? new WeightAverage(_agent.Networks, config.EmaDecay) : null;
        _sampler = new GoalSampler(
            data.Train.Index, config, new RandomStream(run.Seed, "learning/batches"), SuccessLabels.For(config, run.Environment, data.Train));
        _validationLabels = data.Validation is null ? null : SuccessLabels.For(config, run.Environment, data.Validation);
        _indices = BatchIndices.For(config);
        _gradientStep = new GradientStep(data.Train, _indices, _agent, _average, options.RecordSteps);
        _diagnostics = new ValueDiagnostics(data, run.Environment, config, run.Seed);
        _exporter = new BundleExporter(run, ReferenceStates.LoadOrChoose(options.Folder, data.Train, run));
        _log = new RunLog(options.Folder, Restore(), options.Time);
    }

    /// <summary>The agent in training.</summary>
    public IAgent Agent => _agent;

    /// <summary>Trains to the end, or until it is cancelled, which saves a checkpoint.</summary>
    /// <exception cref="HiqlException">The loss is not finite, or a file cannot be written.</exception>
    public TrainSummary Run(CancellationToken cancellation)
    {
        var clock = new TrainClock(_options.Time, _step, _run.Config.Steps);
        while (_step < _run.Config.Steps && !cancellation.IsCancellationRequested)
        {
            var metrics = Step();
            Evaluate(metrics);
            _log.Write(_step, metrics, clock);
            if (IsDue(_options.CheckpointInterval))
                Save();
            clock.Report(_step, _log.Loss, _success, _options.Progress);
        }
        if (!IsDue(_options.CheckpointInterval))
            Save();
        return clock.Summary(_step, _log.Last);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _log.Dispose();
        _gradientStep.Dispose();
        _average?.Dispose();
        _agent.Dispose();
        _lanes.Dispose();
    }

    // Metrics of the step where they are due, else null.
    private Dictionary<string, double>? Step()
    {
        using var scope = NewDisposeScope();
        _step++;
        _sampler.Sample(_indices);
        var measure = IsDue(_options.LogInterval) || IsEvaluationDue;
        var report = _gradientStep.Run(_run.Config.LearningRateAt(_step - 1), measure);
        if (!report.IsFinite)
            NanGuard.Stop(_options.Folder, _step, Batch.Gather(_data.Train, _indices));
        return report.Metrics is null ? null : Describe(report.Metrics);
    }

    private Dictionary<string, double> Describe(IReadOnlyDictionary<string, double> training)
    {
        var metrics = training.ToDictionary(metric => $"training/{metric.Key}", metric => metric.Value);
        if (_data.Validation is { } validation)
            foreach (var (name, value) in Validate(validation))
                metrics[$"validation/{name}"] = value;
        WithExportedWeights(() =>
        {
            foreach (var (name, value) in _diagnostics.Measure(_agent.Networks))
                metrics[name] = value;
        });
        return metrics;
    }

    // A stream of its own per step, so that there is no state to keep.
    private IReadOnlyDictionary<string, double> Validate(TrajectoryDataset validation)
    {
        var random = new RandomStream(_run.Seed, "learning/validation", (ulong)_step);
        var indices = BatchIndices.For(_run.Config);
        new GoalSampler(validation.Index, _run.Config, random, _validationLabels).Sample(indices);
        return _agent.Evaluate(Batch.Gather(validation, indices));
    }

    private void Evaluate(Dictionary<string, double>? metrics)
    {
        if (metrics is null || !IsEvaluationDue)
            return;
        var bundle = Path.Combine(_options.Folder, "bundles", $"step-{_step}");
        WithExportedWeights(() => _exporter.Write(bundle, _agent, _step, metrics));
        foreach (var (name, value) in _options.Evaluate!(bundle, _step))
            metrics[$"evaluation/{name}"] = value;
        if (metrics.TryGetValue("evaluation/overall_success", out var success))
            _success = success;
    }

    private void Save()
    {
        _log.Flush();
        _checkpoints.Save(State(), _agent, _average);
    }

    private CheckpointState State() =>
        new()
        {
            Step = _step,
            OptimizerSteps = [.. _agent.Optimizers.Select(adam => adam.StepCount)],
            Random = new Dictionary<string, ulong[]> { ["batches"] = _sampler.Random.State },
            OrderConsistency = _log.LastStep == _step ? ValueDiagnostics.OrderConsistencyOf(_log.Last) : null,
            Files = new Dictionary<string, string>(),
        };

    // The step to go on from; null begins anew, which is also what a run does that was stopped before its first checkpoint.
    private long? Restore()
    {
        if (!_options.Resume || _checkpoints.LoadLatest(_agent, _average, _options.Warn ?? (_ => { })) is not { } state)
            return null;
        _sampler.Random.State = state.Random["batches"];
        return _step = state.Step;
    }

    private void OpenFolder()
    {
        var exists = File.Exists(Path.Combine(_options.Folder, RunConfig.FileName));
        if (_options.Resume && exists)
            _run.RequireSame(RunConfig.Load(_options.Folder), _options.Folder);
        else if (_options.Resume)
            throw new InputException($"{_options.Folder}: there is no run to --resume");
        else if (exists)
            throw new InputException($"{_options.Folder}: holds a run already; add --resume to continue it, or choose another --out");
        else
            _run.Save(_options.Folder);
    }

    private void WithExportedWeights(Action action)
    {
        if (_average is null)
            action();
        else
            _average.Use(action);
    }

    private bool IsEvaluationDue => _options.Evaluate is not null && _options.EvaluationInterval > 0 && IsDue(_options.EvaluationInterval);

    private bool IsDue(long interval) => _step % interval == 0 || _step == _run.Config.Steps;
}
