namespace HiqlRobotics.Sim.Window;

/// <summary>What the window needs to know of one control step; written by the control thread, read by the window.</summary>
internal sealed class Snapshot(int nq, int goalDim)
{
    /// <summary>Generalised positions, shape (nq,).</summary>
    public double[] Qpos { get; } = new double[nq];

    /// <summary>The goal of the episode, shape (goal_dim,).</summary>
    public float[] Goal { get; } = new float[goalDim];

    /// <summary>Episodes begun, the running one included; 0 before the first.</summary>
    public int Episode { get; set; }

    /// <summary>Episodes that ended at their goal.</summary>
    public int Successes { get; set; }

    /// <summary>The running evaluation task.</summary>
    public int TaskId { get; set; }

    /// <summary>Control steps since the episode began.</summary>
    public int Step { get; set; }
}
