using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Data;

/// <summary>What is in a dataset file, and what is wrong with it.</summary>
public sealed record DatasetInspection
{
    /// <summary>The file.</summary>
    public required string Path { get; init; }

    /// <summary>Its arrays.</summary>
    public required IReadOnlyList<NpyMember> Members { get; init; }

    /// <summary>The manifest beside it; null where there is none.</summary>
    public DatasetManifest? Manifest { get; init; }

    /// <summary>Rows.</summary>
    public long Rows { get; init; }

    /// <summary>Episodes, counted by their terminals.</summary>
    public long Episodes { get; init; }

    /// <summary>Rows that have a successor in their episode.</summary>
    public long Transitions => Rows - Episodes;

    /// <summary>Rows of the shortest episode.</summary>
    public long ShortestEpisode { get; init; }

    /// <summary>Rows of the longest episode.</summary>
    public long LongestEpisode { get; init; }

    /// <summary>Extent of the observations per element; empty where they could not be read.</summary>
    public ColumnRange Observations { get; init; } = ColumnRange.Empty;

    /// <summary>Extent of the actions per element; empty where they could not be read.</summary>
    public ColumnRange Actions { get; init; } = ColumnRange.Empty;

    /// <summary>One line per problem: file, key, what was found, what was expected. Empty for a sound file.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}

/// <summary>Smallest and largest value per element of a row.</summary>
public sealed record ColumnRange(IReadOnlyList<float> Minimum, IReadOnlyList<float> Maximum)
{
    /// <summary>Of nothing.</summary>
    public static ColumnRange Empty { get; } = new([], []);
}
