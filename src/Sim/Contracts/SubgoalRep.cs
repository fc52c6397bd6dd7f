namespace HiqlRobotics.Contracts;

/// <summary>What a manager proposes and a worker is given.</summary>
public enum SubgoalRep
{
    /// <summary>A latent φ([s; g]) of length √rep_dim, learned with the value (the paper's, OGBench's).</summary>
    Phi,

    /// <summary>A full state; the manager predicts its difference to the present one (the paper's variant without φ).</summary>
    State,

    /// <summary>The position alone, the first two elements of a state; the manager predicts its difference.</summary>
    Xy,
}
