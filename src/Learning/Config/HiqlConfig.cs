using System.Text.Json.Serialization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;

namespace HiqlRobotics.Learning;

/// <summary>
/// Every hyperparameter of every agent, resolved; saved with the results. Defaults are OGBench's HIQL
/// (<c>impls/agents/hiql.py</c>); agents and presets change what differs.
/// </summary>
public sealed record HiqlConfig
{
    /// <summary>Algorithm: <c>hiql</c>, <c>gcivl</c>, <c>gcbc</c>, <c>gciql</c>, <c>lavl</c>.</summary>
    public string Agent { get; init; } = "hiql";

    /// <summary>The preset this configuration started from.</summary>
    public string Preset { get; init; } = "ogbench";

    /// <summary>Gradient steps.</summary>
    public long Steps { get; init; } = 1_000_000;

    /// <summary>Transitions per gradient step.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>Adam's step size at the start.</summary>
    public double LearningRate { get; init; } = 3e-4;

    /// <summary>Share of the steps after which the step size falls linearly to 0; 1 keeps it constant.</summary>
    public double DecayStart { get; init; } = 1.0;

    /// <summary>Polyak rate of the target value.</summary>
    public double Tau { get; init; } = 0.005;

    /// <summary>γ, of the value and of the geometric goals.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>Expectile of the value loss.</summary>
    public double Expectile { get; init; } = 0.7;

    /// <summary>Inverse temperature of the low actor's weights.</summary>
    public double LowAlpha { get; init; } = 3.0;

    /// <summary>Inverse temperature of the high actor's weights.</summary>
    public double HighAlpha { get; init; } = 3.0;

    /// <summary>Inverse temperature of a flat actor's weights; beside Q, the weight of imitation.</summary>
    public double Alpha { get; init; } = 10.0;

    /// <summary>How an actor that has Q learns from it.</summary>
    public ActorLoss ActorLoss { get; init; } = ActorLoss.Ddpgbc;

    /// <summary>k: how many steps ahead a subgoal lies in training.</summary>
    public int SubgoalSteps { get; init; } = 25;

    /// <summary>Control steps a subgoal is held at deployment, the bundle's default.</summary>
    public int ManagerPeriod { get; init; } = 25;

    /// <summary>
    /// Whether, at deployment, the manager is also asked for every part of the goal by itself, and V says which of its proposals is
    /// followed; published policies ask for the whole goal alone. For subgoals that are states.
    /// </summary>
    public bool GoalParts { get; init; }

    /// <summary>
    /// Consecutive actions that a worker decides on at once, and that are done before it is asked again. Who demonstrates by plan
    /// waits where nothing is to be seen of it; one action at a time, a worker waits there for ever.
    /// </summary>
    public int ActionChunk { get; init; } = 1;

    /// <summary>Whether, at deployment, a goal that V says is at most k steps away is the subgoal itself; published policies ask the manager there too.</summary>
    public bool GoalAsSubgoal { get; init; }

    /// <summary>What a subgoal is: a latent φ of state and goal or of the goal alone, a full state, or a position.</summary>
    public SubgoalRep SubgoalRep { get; init; } = SubgoalRep.Phi;

    /// <summary>Length of a latent subgoal φ.</summary>
    public int RepDim { get; init; } = 10;

    /// <summary>φ reads [goal; state] (HIQL repository) instead of [state; goal] (OGBench).</summary>
    public bool RepGoalFirst { get; init; }

    /// <summary>
    /// The low actor's loss trains φ too, so that φ keeps directions and not only distances; OGBench does so on pixels.
    /// </summary>
    public bool LowActorRepGrad { get; init; }

    /// <summary>The high actor's loss trains φ too, which comes towards what the manager says (LAVL).</summary>
    public bool HighActorRepGrad { get; init; }

    /// <summary>Actors' weights are divided by their mean over the batch (LAVL).</summary>
    public bool NormalizeWeights { get; init; }

    /// <summary>Width of the space in which a latent value measures (LAVL).</summary>
    public int LatentDim { get; init; } = 64;

    /// <summary>Weight of the term that keeps a latent value from jumping along steps of the data (LAVL); 0 for none.</summary>
    public double ContinuityWeight { get; init; }

    /// <summary>Greatest length of the whole gradient of a step (LAVL); 0 for any.</summary>
    public double MaxGradientNorm { get; init; }

    /// <summary>Hidden widths of the value heads and of φ.</summary>
    public IReadOnlyList<int> ValueHidden { get; init; } = [512, 512, 512];

    /// <summary>Hidden widths of the actors.</summary>
    public IReadOnlyList<int> ActorHidden { get; init; } = [512, 512, 512];

    /// <summary>Activation of the value heads and of φ.</summary>
    public Activation ValueActivation { get; init; } = Activation.GeluTanh;

    /// <summary>Activation of the actors.</summary>
    public Activation ActorActivation { get; init; } = Activation.GeluTanh;

    /// <summary>LayerNorm after every hidden activation of the value heads and φ.</summary>
    public bool LayerNorm { get; init; } = true;

    /// <summary>Actors have standard deviation 1; otherwise a learned, state-independent one.</summary>
    public bool ConstStd { get; init; } = true;

    /// <summary>Replace NaN gradients by 0 before each optimiser step.</summary>
    public bool FilterNanGradients { get; init; }

    /// <summary>Clip dataset actions to ±(1 − 1e-5).</summary>
    public bool ClipActions { get; init; }

    /// <summary>Train on observations with mean 0 and deviation 1; folded into the first layers at export.</summary>
    public bool StandardizeObservations { get; init; }

    /// <summary>
    /// Octaves of sines and cosines of the position (of an arm: of its hand, and of how far that is from what it reaches for) that
    /// networks see beside the standardised observation; 0 for none.
    /// </summary>
    public int PositionBands { get; init; }

    /// <summary>
    /// Metres that count as 1 in a standardised position; 0 for the dataset's deviation. With a unit of its own a cell looks the
    /// same to the networks in a large maze as in a small one.
    /// </summary>
    public double PositionUnit { get; init; }

    /// <summary>
    /// Factor on all elements of a state but the position and its velocity, as V, φ and the manager see them: where to go is a
    /// matter of places, and 25 angles and rates beside them are noise to it. Without the velocity a V calls every step bad that
    /// turns around. A worker sees its posture in full.
    /// </summary>
    public double PostureScale { get; init; } = 1.0;

    /// <summary>
    /// Factor on all elements of a goal but those that decide whether it is reached, as all see them; 0 where a goal is a place of
    /// the robot, or of what it handles.
    /// </summary>
    public double GoalPostureScale { get; init; } = 1.0;

    /// <summary>
    /// The worker sees its subgoal in full, whatever goals look at: a hand on its way to a cube is nobody's goal, but it is
    /// a subgoal.
    /// </summary>
    public bool WholeSubgoals { get; init; }

    /// <summary>
    /// Networks that read a state beside a goal also read, for every element that success looks at, the product of the two.
    /// Which buttons differ is an exclusive or: with it in view a net has 2^n cases to tell apart instead of 4^n.
    /// </summary>
    public bool GoalProducts { get; init; }

    /// <summary>Rules of the sampler.</summary>
    public SamplingRule Sampling { get; init; } = SamplingRule.Ogbench;

    /// <summary>Share of value goals that are the current state.</summary>
    public double ValuePCurgoal { get; init; } = 0.2;

    /// <summary>Share of value goals from the same trajectory's future.</summary>
    public double ValuePTrajgoal { get; init; } = 0.5;

    /// <summary>Share of value goals from anywhere.</summary>
    public double ValuePRandomgoal { get; init; } = 0.3;

    /// <summary>Trajectory goals of the value are geometric instead of uniform.</summary>
    public bool ValueGeomSample { get; init; } = true;

    /// <summary>Share of actor goals that are the current state (flat agents).</summary>
    public double ActorPCurgoal { get; init; }

    /// <summary>Share of actor goals from the same trajectory's future.</summary>
    public double ActorPTrajgoal { get; init; } = 1.0;

    /// <summary>Share of actor goals from anywhere.</summary>
    public double ActorPRandomgoal { get; init; }

    /// <summary>Trajectory goals of the actors are geometric instead of uniform.</summary>
    public bool ActorGeomSample { get; init; }

    /// <summary>
    /// The worker's subgoals lie 1 to k steps ahead, each as likely, instead of exactly k: a worker that has only seen
    /// subgoals k steps away cannot stop at a goal that is nearer.
    /// </summary>
    public bool LowGoalUniform { get; init; }

    /// <summary>
    /// Constant factor on the subgoal as the worker sees it. At 1 a worker among 29 elements of its state learns to go on as it
    /// goes long before it learns to look where it is told to go. φ has root mean square 1; the way an ant goes in 25 steps has 0.6
    /// of a position unit of 5.5 m, and 16 makes it large.
    /// </summary>
    public double SubgoalScale { get; init; } = 1.0;

    /// <summary>
    /// Transitions of a batch that train the worker; 0 for those that train all. Torques are harder to imitate than a way, and a
    /// worker's network is cheap beside the value's many passes.
    /// </summary>
    public int LowActorBatchSize { get; init; }

    /// <summary>n of the n-step value target; 1 is the published one.</summary>
    public int ValueBackupSteps { get; init; } = 1;

    /// <summary>
    /// A value's goal counts as reached where the task's own test says so, instead of at its row alone; needs an environment
    /// that tells (<see cref="EnvironmentSpec.Success"/>).
    /// </summary>
    public bool SuccessLabels { get; init; }

    /// <summary>
    /// Share of the trajectories whose actions are not used (the paper's action-free data): they train value and manager
    /// like all others, and no actor of actions.
    /// </summary>
    public double ActionFreeFraction { get; init; }

    /// <summary>Decay of the averaged weights that are exported; 0 exports the last ones.</summary>
    public double EmaDecay { get; init; }

    /// <summary>What generic code has to know of the algorithm.</summary>
    /// <exception cref="InputException">There is no such algorithm.</exception>
    [JsonIgnore]
    public AgentKind Kind => AgentKind.Of(Agent);

    /// <summary>Whether there is a manager and a worker.</summary>
    [JsonIgnore]
    public bool Hierarchical => Kind.Hierarchical;

    /// <summary>Numbers in a subgoal for observations of this width.</summary>
    public int SubgoalDim(int observationDim) => SubgoalRep switch
    {
        SubgoalRep.Phi or SubgoalRep.PhiGoal => RepDim,
        SubgoalRep.State => observationDim,
        _ => Math.Min(2, observationDim),
    };

    /// <summary>Adam's step size for a gradient step counted from 0.</summary>
    public double LearningRateAt(long step)
    {
        var start = DecayStart * Steps;
        return step < start ? LearningRate : LearningRate * Math.Max(0.0, (Steps - step) / (Steps - start));
    }

    /// <summary>Refuses combinations that cannot train.</summary>
    /// <returns>This configuration.</returns>
    /// <exception cref="InputException">A value is out of its range; names the key.</exception>
    public HiqlConfig Validated()
    {
        Require(Steps > 0, "steps", Steps, "a positive number");
        Require(BatchSize > 0, "batch_size", BatchSize, "a positive number");
        Require(LearningRate > 0, "learning_rate", LearningRate, "a positive number");
        Require(DecayStart is >= 0 and <= 1, "decay_start", DecayStart, "a share in [0, 1]");
        Require(Tau is > 0 and <= 1, "tau", Tau, "a rate in (0, 1]");
        Require(Discount is > 0 and < 1, "discount", Discount, "a number in (0, 1)");
        Require(Expectile is > 0 and < 1, "expectile", Expectile, "a number in (0, 1)");
        Require(SubgoalSteps > 0, "subgoal_steps", SubgoalSteps, "a positive number");
        Require(ManagerPeriod > 0, "manager_period", ManagerPeriod, "a positive number");
        Require(ActionChunk is 1 || (Hierarchical && ActionChunk is > 1 and <= 100), "action_chunk", ActionChunk, "1 to 100, and 1 for a flat agent");
        Require(!GoalParts || (Hierarchical && SubgoalRep == SubgoalRep.State), "goal_parts", GoalParts, "false, unless subgoal_rep is state");
        Require(RepDim > 0, "rep_dim", RepDim, "a positive number");
        Require(LatentDim > 0, "latent_dim", LatentDim, "a positive number");
        Require(ContinuityWeight >= 0, "continuity_weight", ContinuityWeight, "0 or a positive number");
        Require(MaxGradientNorm >= 0, "max_gradient_norm", MaxGradientNorm, "0 or a positive number");
        Require(SubgoalScale is > 0 and <= 100, "subgoal_scale", SubgoalScale, "a factor in (0, 100]");
        Require(PositionUnit is 0 || (PositionUnit > 0 && StandardizeObservations), "position_unit", PositionUnit, "0 or metres, and standardize_observations with it");
        Require(LowActorBatchSize >= 0, "low_actor_batch_size", LowActorBatchSize, "0 or a positive number");
        Require(ValueBackupSteps > 0, "value_backup_steps", ValueBackupSteps, "a positive number");
        Require(ActionFreeFraction is >= 0 and < 1, "action_free_fraction", ActionFreeFraction, "a share in [0, 1): without any action there is nothing to imitate");
        Require(EmaDecay is >= 0 and < 1, "ema_decay", EmaDecay, "a decay in [0, 1)");
        Require(PositionBands is 0 || (PositionBands is > 0 and <= 8 && StandardizeObservations), "position_bands", PositionBands,
            "0 to 8, and standardize_observations with it");
        Require(PostureScale is >= 0 and <= 1, "posture_scale", PostureScale, "a factor in [0, 1]");
        Require(GoalPostureScale is >= 0 and <= 1, "goal_posture_scale", GoalPostureScale, "a factor in [0, 1]");
        RequireWidths("value_hidden", ValueHidden);
        RequireWidths("actor_hidden", ActorHidden);
        RequireShares("value_p_curgoal + value_p_trajgoal + value_p_randomgoal", ValuePCurgoal, ValuePTrajgoal, ValuePRandomgoal);
        RequireShares("actor_p_curgoal + actor_p_trajgoal + actor_p_randomgoal", ActorPCurgoal, ActorPTrajgoal, ActorPRandomgoal);
        return this;
    }

    private static void Require(bool condition, string key, object found, string expected)
    {
        if (!condition)
            throw new InputException(FormattableString.Invariant($"{key}: found {found}, expected {expected}"));
    }

    private static void RequireWidths(string key, IReadOnlyList<int> widths) =>
        Require(widths.Count > 0 && widths.All(width => width > 0), key, string.Join(',', widths), "positive widths, e.g. 128,128,128");

    private static void RequireShares(string key, params double[] shares) =>
        Require(shares.All(share => share >= 0) && Math.Abs(shares.Sum() - 1) < 1e-9, key, shares.Sum(), "non-negative shares that sum to 1");
}
