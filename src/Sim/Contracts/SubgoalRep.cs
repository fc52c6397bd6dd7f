namespace HiqlRobotics.Contracts;

/// <summary>What a manager proposes and a worker is given.</summary>
public enum SubgoalRep
{
    /// <summary>A latent φ([s; g]) of length √rep_dim, learned with the value (the paper's, OGBench's).</summary>
    Phi,

    /// <summary>A latent φ(g) of the goal alone, likewise (LAVL's): the same words wherever the robot is.</summary>
    PhiGoal,

    /// <summary>A full state; the manager predicts its difference to the present one (the paper's variant without φ).</summary>
    State,

    /// <summary>The position alone, the first two elements of a state; the manager predicts its difference.</summary>
    Xy,
}

/// <summary>What kinds of subgoals have in common.</summary>
public static class SubgoalReps
{
    /// <summary>Whether it is a learned latent on the sphere, and not a slice of the state.</summary>
    public static bool IsLatent(this SubgoalRep rep) => rep is SubgoalRep.Phi or SubgoalRep.PhiGoal;
}
