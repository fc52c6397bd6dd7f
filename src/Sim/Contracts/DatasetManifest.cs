namespace HiqlRobotics.Contracts;

/// <summary>The <c>.json</c> beside a dataset: what it is, where it came from, and how to make it again.</summary>
public sealed record DatasetManifest
{
    /// <summary>Version of this schema.</summary>
    public int FormatVersion { get; init; } = 1;

    /// <summary>The environment the rows were recorded in.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>OGBench's dataset type: <c>navigate</c>, <c>stitch</c>, <c>explore</c>, <c>play</c>, <c>noisy</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Seed of every draw.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Episodes in the file.</summary>
    public required int Episodes { get; init; }

    /// <summary>Transitions per episode; an episode has one row more.</summary>
    public required int Steps { get; init; }

    /// <summary>Standard deviation of the action noise of the demonstrator, before clipping.</summary>
    public required double ActionNoise { get; init; }

    /// <summary>Version of the engine that produced the rows, e.g. <c>2.2.2</c>.</summary>
    public required string MujocoVersion { get; init; }

    /// <summary>SHA-256 (lower-case hex) of the npz file.</summary>
    public required string Sha256 { get; init; }
}
