namespace HiqlRobotics.Learning;

/// <summary>How a run is carried out; nothing here changes what is learned, except <see cref="Threads"/> in the last bits.</summary>
public sealed record TrainerOptions
{
    /// <summary>The run's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>CPU threads; two or more train in two lanes.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>On a GPU, whether a step is recorded once and replayed (CUDA graphs) where that is supported.</summary>
    public bool RecordSteps { get; init; } = true;

    /// <summary>Gradient steps between two lines of metrics.</summary>
    public long LogInterval { get; init; } = 1000;

    /// <summary>Gradient steps between two checkpoints.</summary>
    public long CheckpointInterval { get; init; } = 5000;

    /// <summary>Gradient steps between two evaluations of a written bundle; 0 for none.</summary>
    public long EvaluationInterval { get; init; }

    /// <summary>Continue the run in the folder from its last whole checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Told now and then how it goes, at most a few times a second.</summary>
    public Action<TrainProgress>? Progress { get; init; }

    /// <summary>Told about things that need no stop, e.g. a damaged checkpoint.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Evaluates a written bundle: folder, step → metrics by name.</summary>
    public Func<string, long, IReadOnlyDictionary<string, double>>? Evaluate { get; init; }

    /// <summary>Wall time, for TensorBoard events and rates.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
