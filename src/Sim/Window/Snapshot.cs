namespace HiqlRobotics.Sim.Window;

/// <summary>What a picture needs to know of one control step; written by whoever runs the episode, read by whoever draws.</summary>
public sealed class Snapshot
{
    /// <summary>Empty, with room for one state.</summary>
    /// <param name="nq">Generalised positions of the model.</param>
    /// <param name="goalDim">Width of the goal.</param>
    public Snapshot(int nq, int goalDim) => (Qpos, Goal) = (new double[nq], new float[goalDim]);

    /// <summary>Generalised positions, shape (nq,).</summary>
    public double[] Qpos { get; }

    /// <summary>The goal of the episode, shape (goal_dim,).</summary>
    public float[] Goal { get; }

    /// <summary>Episodes begun, the running one included; 0 before the first.</summary>
    public int Episode { get; set; }

    /// <summary>Episodes that ended at their goal.</summary>
    public int Successes { get; set; }

    /// <summary>The running evaluation task.</summary>
    public int TaskId { get; set; }

    /// <summary>Control steps since the episode began.</summary>
    public int Step { get; set; }

    /// <summary>Whether this state satisfies the task.</summary>
    public bool Success { get; set; }

    /// <summary>A place that stands for the manager's subgoal, in metres; null where nothing is known of one.</summary>
    public (double X, double Y)? Subgoal { get; set; }

    /// <summary>Control steps since the manager chose the subgoal.</summary>
    public int SubgoalAge { get; set; }
}
