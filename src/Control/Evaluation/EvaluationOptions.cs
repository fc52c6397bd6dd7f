namespace HiqlRobotics.Control.Evaluation;

/// <summary>What an evaluation runs; the defaults are OGBench's protocol.</summary>
public sealed record EvaluationOptions
{
    /// <summary>Ids of the tasks; null for all of the environment's.</summary>
    public IReadOnlyList<int>? Tasks { get; init; }

    /// <summary>Episodes per task.</summary>
    public int Episodes { get; init; } = 50;

    /// <summary>Number of a task's first episode: a single one is found again by its number.</summary>
    public int FirstEpisode { get; init; }

    /// <summary>Seed of all episodes.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads; the result does not depend on it.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Standard deviation of normal noise on every action, in the action's units; 0 for none.</summary>
    public double ActionNoise { get; init; }

    /// <summary>Whether episodes keep the observations they went through.</summary>
    public bool RecordTrajectories { get; init; }
}
