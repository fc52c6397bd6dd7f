namespace HiqlRobotics.Tools.Documents;

/// <summary>The film of an evaluation.</summary>
internal sealed record VideoDocument
{
    public required string Path { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required double FramesPerSecond { get; init; }

    /// <summary>One per control step, and the last one of every episode held for a second.</summary>
    public required int Frames { get; init; }

    public required IReadOnlyList<FilmedEpisode> Episodes { get; init; }
}

/// <summary>One episode of it; the evaluation's own first episode of the task, with the same seed.</summary>
internal sealed record FilmedEpisode(int TaskId, ulong Seed, bool Success, int Length);
