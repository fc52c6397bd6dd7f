namespace HiqlRobotics.Sim.Collect;

/// <summary>What to collect. Where a number is left open, the recipe's (OGBench's) is taken.</summary>
public sealed record CollectOptions
{
    /// <summary>A name of the catalog.</summary>
    public required string Environment { get; init; }

    /// <summary>OGBench's dataset type: <c>navigate</c>, <c>stitch</c>, <c>explore</c>, …</summary>
    public required string Type { get; init; }

    /// <summary>The npz to write; its manifest becomes the <c>.json</c> beside it.</summary>
    public required string Out { get; init; }

    /// <summary>Episodes.</summary>
    public int? Episodes { get; init; }

    /// <summary>Transitions per episode; an episode has one row more.</summary>
    public int? Steps { get; init; }

    /// <summary>Standard deviation of the demonstrator's action noise.</summary>
    public double? ActionNoise { get; init; }

    /// <summary>Episodes of the <c>-val</c> file beside it; 0 for none. They do not depend on the training episodes.</summary>
    public int ValidationEpisodes { get; init; }

    /// <summary>Decides every draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>Worker threads; the result does not depend on it.</summary>
    public int Jobs { get; init; } = 1;
}

/// <summary>How far a collection is.</summary>
/// <param name="Episodes">Episodes done, those kept from an interrupted run included.</param>
/// <param name="TotalEpisodes">Episodes to do, validation included.</param>
/// <param name="Transitions">Transitions done.</param>
/// <param name="TotalTransitions">Transitions to do.</param>
/// <param name="StepsPerSecond">Control steps per second of this run.</param>
public sealed record CollectProgress(
    int Episodes, int TotalEpisodes, long Transitions, long TotalTransitions, double StepsPerSecond);

/// <summary>What was collected.</summary>
/// <param name="Transitions">Transitions in the training file.</param>
/// <param name="Episodes">Episodes in the training file.</param>
/// <param name="StepsPerSecond">Control steps per second of this run, writing included; 0 if all was there already.</param>
/// <param name="Sha256">Hash of the training file.</param>
public sealed record CollectResult(long Transitions, int Episodes, double StepsPerSecond, string Sha256);
