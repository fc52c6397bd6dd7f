namespace HiqlRobotics.Sim.Locomotion;

/// <summary>How a gait is searched for; the defaults found the ant's.</summary>
public sealed record GaitTuneOptions
{
    /// <summary>Decides every draw.</summary>
    public ulong Seed { get; init; }

    /// <summary>The guess and candidates around it; a new robot's guess may not walk, and then this number matters.</summary>
    public int RandomCandidates { get; init; } = 40;

    /// <summary>Generations at low noise, which find a walk.</summary>
    public int CoarseGenerations { get; init; } = 8;

    /// <summary>Generations at the noise of the datasets, which make it robust.</summary>
    public int FineGenerations { get; init; } = 40;

    /// <summary>Candidates of a generation.</summary>
    public int Population { get; init; } = 16;

    /// <summary>Rollouts of a candidate; all candidates of a generation get the same ways and noise.</summary>
    public int Rollouts { get; init; } = 6;

    /// <summary>Control steps of a rollout in the fine generations; two thirds of it in the coarse ones.</summary>
    public int RolloutSteps { get; init; } = 150;

    /// <summary>Standard deviation of the action noise in half of the fine rollouts; a quarter of it in the others.</summary>
    public double Noise { get; init; } = 0.2;

    /// <summary>
    /// Metres per second that a gait loses if all of its torques are at their limit. What is clipped switches between two
    /// values at an edge of the state space, and a network that imitates it rounds the edge.
    /// </summary>
    public double ClipPenalty { get; init; } = 0.2;

    /// <summary>Worker threads; the result does not depend on it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Jobs { get; init; } = 1;
}

/// <summary>How far a search is.</summary>
/// <param name="Stage"><c>random</c>, <c>coarse</c> or <c>fine</c>.</param>
/// <param name="Generation">Of the whole search, from 1.</param>
/// <param name="Generations">Of the whole search.</param>
/// <param name="Best">Best fitness of this generation, in metres per second less penalties.</param>
/// <param name="Mean">Mean fitness of this generation.</param>
public sealed record GaitTuneProgress(string Stage, int Generation, int Generations, double Best, double Mean);
