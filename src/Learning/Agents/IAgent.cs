namespace HiqlRobotics.Learning;

/// <summary>An algorithm: networks, their optimisers, and how a batch changes them.</summary>
public interface IAgent : IDisposable
{
    /// <summary>Resolved hyperparameters.</summary>
    HiqlConfig Config { get; }

    /// <summary>The networks, for export and checkpoints.</summary>
    AgentNetworks Networks { get; }

    /// <summary>The optimisers, for checkpoints; in a fixed order.</summary>
    IReadOnlyList<AdamGroup> Optimizers { get; }

    /// <summary>
    /// One gradient step. On a GPU without <paramref name="measure"/> it may be recorded once and replayed: it launches the same work every time,
    /// reads nothing back, copies nothing from the processor's memory, uses the rate for <see cref="AdamGroup.Step"/> alone, and
    /// ends with all gradients cleared.
    /// </summary>
    /// <param name="batch">Gathered for this agent's goals.</param>
    /// <param name="learningRate">Adam's step size for this step.</param>
    /// <param name="measure">Whether to read metrics back, which waits for the device.</param>
    StepReport Update(Batch batch, double learningRate, bool measure);

    /// <summary>The metrics of a batch without learning from it.</summary>
    IReadOnlyDictionary<string, double> Evaluate(Batch batch);
}

/// <summary>What a gradient step tells.</summary>
/// <param name="IsFinite">False when a loss was not finite; judged at every step on the CPU, at measured ones on CUDA.</param>
/// <param name="Metrics">By OGBench's names; null unless measured.</param>
public sealed record StepReport(bool IsFinite, IReadOnlyDictionary<string, double>? Metrics);
