namespace HiqlRobotics.Contracts;

/// <summary>
/// What a picture needs to know of one control step, taken down between two steps; written by whoever runs the episode, read
/// by whoever draws. Reused: nothing is allocated per step.
/// </summary>
public sealed class SessionSnapshot
{
    /// <summary>Nodes of a planned way at most.</summary>
    public const int MostWayNodes = 128;

    /// <summary>Empty, with room for one state.</summary>
    /// <param name="nq">Generalised positions of the model.</param>
    /// <param name="environment">Widths of the other vectors.</param>
    /// <param name="subgoalDim">Width of a subgoal; 0 for none.</param>
    public SessionSnapshot(int nq, EnvironmentSpec environment, int subgoalDim = 0)
    {
        ArgumentNullException.ThrowIfNull(environment);
        (Qpos, PreviousQpos) = (new double[nq], new double[nq]);
        (Observation, DecisionObservation) = (new float[environment.Observation.Dim], new float[environment.Observation.Dim]);
        Goal = new float[environment.Goal.Dim];
        Action = new float[environment.Action.Dim];
        SubgoalRep = new float[subgoalDim];
    }

    /// <summary>Generalised positions, shape (nq,).</summary>
    public double[] Qpos { get; }

    /// <summary>Those of the step before, to draw what lies between; equal to <see cref="Qpos"/> where nothing does.</summary>
    public double[] PreviousQpos { get; }

    /// <summary>What the policy sees, shape (<c>observation_dim</c>,).</summary>
    public float[] Observation { get; }

    /// <summary>The goal of the episode, shape (<c>goal_dim</c>,).</summary>
    public float[] Goal { get; }

    /// <summary>The last action, shape (<c>action_dim</c>,).</summary>
    public float[] Action { get; }

    /// <summary>The subgoal behind it, shape (<c>rep_dim</c>,).</summary>
    public float[] SubgoalRep { get; }

    /// <summary>The state in which the subgoal was chosen, shape (<c>observation_dim</c>,).</summary>
    public float[] DecisionObservation { get; }

    /// <summary>
    /// The landmark that stands for the subgoal, shape (<c>observation_dim</c>,); null where nothing is known of one. Set by
    /// whoever looked it up.
    /// </summary>
    public float[]? Subgoal { get; set; }

    /// <summary>
    /// The way that is planned over landmarks: their rows in <see cref="IInsight.Landmarks"/>, of which the first
    /// <see cref="WayLength"/> count.
    /// </summary>
    public int[] Way { get; } = new int[MostWayNodes];

    /// <summary>Nodes of the way; 0 without one.</summary>
    public int WayLength { get; set; }

    /// <summary>Position on the way of the closest node so far.</summary>
    public int WayIndex { get; set; }

    /// <summary>Position on the way of the node that is handed down as the goal; −1 for the real goal.</summary>
    public int WayTarget { get; set; } = -1;

    /// <summary>Control steps since the subgoal was chosen.</summary>
    public int SubgoalAge { get; set; }

    /// <summary>Whether a person chose it.</summary>
    public bool SubgoalIsForced { get; set; }

    /// <summary>Episodes begun, the running one included; 0 before the first.</summary>
    public int Episode { get; set; }

    /// <summary>Episodes that ended at their goal.</summary>
    public int Successes { get; set; }

    /// <summary>Episodes that ended.</summary>
    public int Finished { get; set; }

    /// <summary>The running evaluation task.</summary>
    public int TaskId { get; set; }

    /// <summary>Seed of the episode.</summary>
    public ulong EpisodeSeed { get; set; }

    /// <summary>Control steps since the episode began.</summary>
    public int Step { get; set; }

    /// <summary>Control steps since the session began: the tick that comes next.</summary>
    public long Tick { get; set; }

    /// <summary>The oldest tick that can be shown again.</summary>
    public long FirstTick { get; set; }

    /// <summary>The tick after the last that can be shown; larger than <see cref="Tick"/> while the past is shown.</summary>
    public long EndTick { get; set; }

    /// <summary>Whether the episode is over.</summary>
    public bool IsLast { get; set; }

    /// <summary>Whether this state satisfies the task.</summary>
    public bool Success { get; set; }

    /// <summary>V(observation, goal) of the last tick; NaN where there is no value function.</summary>
    public float Value { get; set; } = float.NaN;

    /// <summary>Whether time stands still.</summary>
    public bool Paused { get; set; }

    /// <summary>Simulated seconds per second that are asked for; infinity for as fast as possible.</summary>
    public double RequestedSpeed { get; set; } = 1;

    /// <summary>Simulated seconds per second of late.</summary>
    public double AchievedSpeed { get; set; }

    /// <summary>Deadlines that passed without a tick.</summary>
    public long Missed { get; set; }

    /// <summary>Simulated seconds of lag that were given up.</summary>
    public double DroppedSeconds { get; set; }

    /// <summary>Wake-up minus deadline of the last tick in ns.</summary>
    public long Lateness { get; set; }

    /// <summary>Nanoseconds the policy took in the last tick.</summary>
    public long PolicyTime { get; set; }

    /// <summary>Nanoseconds of the whole last tick.</summary>
    public long ComputeTime { get; set; }

    /// <summary>Whether there is a manager.</summary>
    public bool HasManager { get; set; }

    /// <summary>Whether it is asked.</summary>
    public bool ManagerEnabled { get; set; }

    /// <summary>Whether the worker is asked.</summary>
    public bool WorkerEnabled { get; set; }

    /// <summary>Control steps a subgoal is held; 0 without a manager.</summary>
    public int ManagerPeriod { get; set; }

    /// <summary>Standard deviation of the noise on actions.</summary>
    public double Noise { get; set; }

    /// <summary>How the controller stands, in a word.</summary>
    public string ControlState { get; set; } = "";

    /// <summary>Commands taken so far: those posted later are not seen in this snapshot.</summary>
    public long CommandsTaken { get; set; }

    /// <summary>How many of them were refused; <see cref="Message"/> says why the last was.</summary>
    public long CommandsRefused { get; set; }

    /// <summary>The last thing the session has to say (a refused bundle, a failed simulation); null for nothing.</summary>
    public string? Message { get; set; }

    /// <summary>Counts the messages, so that the same one twice is seen twice.</summary>
    public int MessageNumber { get; set; }
}
