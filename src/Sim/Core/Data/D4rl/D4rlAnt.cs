namespace HiqlRobotics.Sim.Data.D4rl;

/// <summary>
/// The layout of D4RL's AntMaze files (HDF5). A row i is: state before the action, action, and in <c>infos</c> the state
/// after it.
/// <code>
/// row                  0      1      2      3      4
/// observations         s0     s1     s2     r0     r1       r: another trajectory
/// actions              a0     a1     a2     b0     b1
/// infos/qpos, qvel     s1     s2     s3     r1     r2       s3 is stored nowhere else
/// terminals            0      1      0      0      0        goal flags, not ends
/// timeouts             0      0      1      0      1
/// </code>
/// </summary>
internal static class D4rlAnt
{
    public const string Observations = "observations";
    public const string Actions = "actions";
    public const string Rewards = "rewards";
    public const string Terminals = "terminals";
    public const string Timeouts = "timeouts";
    public const string InfoGoal = "infos/goal";
    public const string InfoQpos = "infos/qpos";
    public const string InfoQvel = "infos/qvel";

    /// <summary>Positions, then velocities.</summary>
    public const int ObservationDim = Nq + Nv;

    public const int ActionDim = 8;

    public const int Nq = 15;

    public const int Nv = 14;
}
