using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Collect;

/// <summary>
/// Everything that decides the bytes of one dataset file. Written beside its parts, so that an interrupted collection
/// is only ever continued by the same one.
/// </summary>
internal sealed record DatasetJob
{
    private const int RowsPerBlock = 4096;

    public required EnvironmentSpec Environment { get; init; }

    public required string Type { get; init; }

    /// <summary><c>train</c> or <c>val</c>.</summary>
    public required string Split { get; init; }

    public required int Episodes { get; init; }

    public required int Steps { get; init; }

    public required double ActionNoise { get; init; }

    public required ulong Seed { get; init; }

    public required string MujocoVersion { get; init; }

    public required int Nq { get; init; }

    public required int Nv { get; init; }

    /// <summary>Whole numbers that are state beside positions and velocities.</summary>
    public required int Switches { get; init; }

    /// <summary>Rows of an episode: its transitions and the state after the last one.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int RowsPerEpisode => Steps + 1;

    [System.Text.Json.Serialization.JsonIgnore]
    public long Rows => (long)Episodes * RowsPerEpisode;

    /// <summary>Episodes of a block, the unit of work and of resuming: well below a second of work.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int EpisodesPerBlock => Math.Max(1, RowsPerBlock / RowsPerEpisode);

    [System.Text.Json.Serialization.JsonIgnore]
    public int Blocks => (Episodes + EpisodesPerBlock - 1) / EpisodesPerBlock;

    /// <summary>Episodes of one block; the last one may have fewer.</summary>
    public int EpisodesIn(int block) => Math.Min(EpisodesPerBlock, Episodes - block * EpisodesPerBlock);

    /// <summary>All draws of an episode; nothing else decides what happens in it.</summary>
    public RandomStream Draws(int episode) =>
        new(Seed, $"collect/{Environment.Name}/{Type}/{Split}", (ulong)episode);
}
