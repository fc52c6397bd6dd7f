namespace HiqlRobotics.Contracts;

/// <summary>
/// The <c>.json</c> beside a dataset: what it is, where it came from, and how to make it again. What nobody knows of a
/// dataset that was made elsewhere is absent.
/// </summary>
public sealed record DatasetManifest
{
    /// <summary>Version of this schema.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The environment the rows were recorded in.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>OGBench's dataset type: <c>navigate</c>, <c>stitch</c>, <c>explore</c>, <c>play</c>, <c>noisy</c>; or <c>d4rl</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Seed of every draw.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Episodes in the file.</summary>
    public required int Episodes { get; init; }

    /// <summary>Transitions per episode, where all have the same; an episode has one row more.</summary>
    public int? Steps { get; init; }

    /// <summary>Standard deviation of the action noise of the demonstrator, before clipping.</summary>
    public double? ActionNoise { get; init; }

    /// <summary>Version of the engine that produced the rows, e.g. <c>2.2.2</c>.</summary>
    public string? MujocoVersion { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the npz file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The file this one was made from; null where it was collected.</summary>
    public DatasetSource? Source { get; init; }
}

/// <summary>Where a converted or changed dataset came from.</summary>
/// <param name="File">Name of the file, without its folder.</param>
/// <param name="Sha256">SHA-256 (lower-case hex) of that file.</param>
/// <param name="How">What was done to it, e.g. <c>converted from D4RL HDF5</c>.</param>
public sealed record DatasetSource(string File, string Sha256, string How);
