namespace HiqlRobotics.Contracts;

/// <summary>Keys of a dataset file: OGBench's; two of ours with the simulator state in full precision, and one that says which actions are known.</summary>
public static class DatasetKeys
{
    /// <summary>State before the action, float32 (M, observation_dim).</summary>
    public const string Observations = "observations";

    /// <summary>Action taken, float32 (M, action_dim).</summary>
    public const string Actions = "actions";

    /// <summary>True on the last row of each episode, bool (M,).</summary>
    public const string Terminals = "terminals";

    /// <summary>Simulator positions before the action, float32 (M, nq).</summary>
    public const string Qpos = "qpos";

    /// <summary>Simulator velocities before the action, float32 (M, nv).</summary>
    public const string Qvel = "qvel";

    /// <summary>The same as <see cref="Qpos"/> in float64.</summary>
    public const string Qpos64 = "qpos64";

    /// <summary>The same as <see cref="Qvel"/> in float64.</summary>
    public const string Qvel64 = "qvel64";

    /// <summary>State of every button before the action, int64 (M, buttons); only where there are buttons.</summary>
    public const string ButtonStates = "button_states";

    /// <summary>
    /// False on all rows of the trajectories whose actions are unknown (and stored as zeros), bool (M,); without this key all
    /// are known.
    /// </summary>
    public const string HasActions = "has_actions";
}
