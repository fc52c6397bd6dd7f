using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;

namespace HiqlRobotics.Learning;

/// <summary>The named starting points of a configuration.</summary>
public static class HiqlPresets
{
    /// <summary>Agents that can be trained.</summary>
    public static IReadOnlyList<string> Agents { get; } = [.. AgentKind.All.Select(kind => kind.Name)];

    /// <summary>Presets an agent can start from.</summary>
    public static IReadOnlyList<string> Names { get; } = ["ogbench", "paper", "small"];

    /// <summary>
    /// The configuration of an agent on an environment. <c>ogbench</c> is exact (<c>impls/hyperparameters.sh</c>; for LAVL its own),
    /// <c>paper</c> is the HIQL repository's (<c>README.md</c>), <c>small</c> is ours for CPUs.
    /// </summary>
    /// <param name="agent">One of <see cref="Agents"/>.</param>
    /// <param name="preset">One of <see cref="Names"/>.</param>
    /// <param name="environment">OGBench's name without the version, e.g. <c>pointmaze-giant</c>.</param>
    /// <param name="datasetType">OGBench's dataset type, e.g. <c>navigate</c>.</param>
    /// <exception cref="InputException">Unknown agent or preset; lists the known ones.</exception>
    public static HiqlConfig Create(string agent, string preset, string environment, string datasetType)
    {
        RequireKnown("agent", agent, Agents);
        RequireKnown("preset", preset, Names);
        if (preset == "paper" && !PaperAgents.Contains(agent))
            throw new InputException($"preset: 'paper' is the HIQL repository's, which has no {agent}; use ogbench or small");
        var ogbench = ForAgent(ForEnvironment(new HiqlConfig { Agent = agent, Preset = preset }, environment, datasetType), environment, datasetType);
        return preset switch
        {
            "paper" => Paper(ogbench),
            "small" => SmallOf(ogbench, environment, datasetType),
            _ => ogbench,
        };
    }

    private static readonly string[] PaperAgents = ["hiql", "gcivl", "gcbc"];

    private static void RequireKnown(string what, string found, IReadOnlyList<string> known)
    {
        if (!known.Contains(found))
            throw new InputException($"{what}: '{found}' is not known; use one of {string.Join(", ", known)}");
    }

    private static HiqlConfig ForEnvironment(HiqlConfig config, string environment, string datasetType)
    {
        var humanoid = environment.StartsWith("humanoidmaze", StringComparison.Ordinal);
        var subgoalSteps = humanoid ? 100 : IsMaze(environment) ? 25 : 10;
        var alpha = datasetType == "explore" ? 10.0 : config.LowAlpha;
        var (trajectory, random) = datasetType switch { "stitch" => (0.5, 0.5), "explore" => (0.0, 1.0), _ => (1.0, 0.0) };
        return config with
        {
            Discount = humanoid || environment.EndsWith("giant", StringComparison.Ordinal) ? 0.995 : config.Discount,
            SubgoalSteps = subgoalSteps,
            ManagerPeriod = subgoalSteps,
            LowAlpha = alpha,
            HighAlpha = alpha,
            ActorPTrajgoal = trajectory,
            ActorPRandomgoal = random,
        };
    }

    private static HiqlConfig ForAgent(HiqlConfig config, string environment, string datasetType) => config.Agent switch
    {
        "lavl" => Lavl(config, environment, datasetType),
        "gciql" => config with { Expectile = 0.9, Alpha = ImitationWeight(environment, datasetType) },
        "gcivl" => config with { Expectile = 0.9, Alpha = 10.0 },
        "gcbc" => config with { ActorPTrajgoal = 1.0, ActorPRandomgoal = 0.0 },
        _ => config,
    };

    // OGBench's α of DDPG+BC: the looser the data, the less they are worth imitating.
    private static double ImitationWeight(string environment, string datasetType) => (Family(environment), datasetType) switch
    {
        ("pointmaze", _) => 0.003,
        ("antmaze", "explore") => 0.01,
        ("antmaze", _) => 0.3,
        ("humanoidmaze" or "antsoccer", _) => 0.1,
        (_, "noisy") => 0.03,
        _ => 1.0,
    };

    // LAVL's repository, impls/hyperparameters.sh. Its goals for the manager are the same mixture on every dataset.
    private static HiqlConfig Lavl(HiqlConfig config, string environment, string datasetType)
    {
        var (maze, stitch, family) = (IsMaze(environment), datasetType == "stitch", Family(environment));
        // What was not published takes its nearest neighbour's: antsoccer antmaze's, puzzle scene's.
        var common = config with
        {
            SubgoalRep = SubgoalRep.PhiGoal,
            LearningRate = family == "pointmaze" ? 1e-4 : config.LearningRate,
            LowAlpha = 3.0,
            HighAlpha = 1.0,
            NormalizeWeights = true,
            MaxGradientNorm = 1000,
            LowActorRepGrad = maze,
            HighActorRepGrad = maze,
            ActorPTrajgoal = 0.5,
            ActorPRandomgoal = 0.5,
        };
        return maze ? LavlMaze(common, environment, stitch)
            : family == "cube" ? common with { Discount = 0.99, LowAlpha = 10.0, HighAlpha = environment == "cube-double" ? 1.0 : 0.5 }
            : common with { Discount = 0.998, ContinuityWeight = 10 };
    }

    private static HiqlConfig LavlMaze(HiqlConfig config, string environment, bool stitch)
    {
        var (point, humanoid, medium) = (Family(environment) == "pointmaze", Family(environment) == "humanoidmaze", environment.EndsWith("medium", StringComparison.Ordinal));
        // Goals of the value: the point keeps the usual mixture.
        var (trajectory, random) = stitch && !point ? (0.3, 0.5) : (0.5, 0.3);
        return config with
        {
            Discount = 0.999,
            Expectile = 0.9,
            ContinuityWeight = humanoid ? 0 : 10,
            HighAlpha = point && stitch ? 0.5 : medium && (point || humanoid) ? 2.0 : 1.0,
            ValuePTrajgoal = trajectory,
            ValuePRandomgoal = random,
            ValueGeomSample = !stitch || point,
        };
    }

    private static string Family(string environment) => environment.Split('-')[0];

    // The paper's GCBC row draws no random goals; its other agents draw 30 % for the actor (AntMaze, README.md).
    private static HiqlConfig Paper(HiqlConfig config) => config with
    {
        Steps = 1_000_002,
        Discount = 0.99,
        LowAlpha = 1.0,
        HighAlpha = 1.0,
        Alpha = 3.0,
        SubgoalSteps = 25,
        ManagerPeriod = 25,
        RepGoalFirst = true,
        ActorHidden = [256, 256],
        ActorActivation = Activation.Relu,
        ConstStd = false,
        FilterNanGradients = true,
        ClipActions = true,
        Sampling = SamplingRule.Paper,
        ActorPTrajgoal = config.Agent == "gcbc" ? 1.0 : 0.7,
        ActorPRandomgoal = config.Agent == "gcbc" ? 0.0 : 0.3,
    };

    private static HiqlConfig SmallOf(HiqlConfig config, string environment, string datasetType)
    {
        var small = Small(config, environment);
        var robot = Family(environment) == "antmaze" ? SmallAnt(small, environment) : IsMaze(environment) ? small : SmallArm(small, environment);
        return config.Agent switch
        {
            "hiql" when environment == "scene" => SmallScene(robot),
            "lavl" => SmallLavl(robot, environment, datasetType),
            // A Q of few steps is not to be climbed far from the data: 20 to 37 against 52 of 100 (docs/results.md).
            "gciql" => robot with { Alpha = Math.Max(0.1, robot.Alpha) },
            _ => robot,
        };
    }

    // What a latent distance needs to fill up in few steps, with HIQL's actors in mazes.
    private static HiqlConfig SmallLavl(HiqlConfig config, string environment, string datasetType)
    {
        if (!IsMaze(environment))
            return config with { Expectile = 0.7, Discount = Family(environment) == "cube" ? 0.99 : 0.995 };
        var actors = ForEnvironment(config, environment, datasetType);
        return config with
        {
            Expectile = 0.7,
            ContinuityWeight = 1,
            LowAlpha = actors.LowAlpha,
            HighAlpha = actors.LowAlpha,
            // Weights of 50 on the mean would leave φ to the manager, who wants it easy to predict.
            NormalizeWeights = false,
            HighActorRepGrad = false,
            ActorPTrajgoal = actors.ActorPTrajgoal,
            ActorPRandomgoal = actors.ActorPRandomgoal,
        };
    }

    private static HiqlConfig Small(HiqlConfig config, string environment) => config with
    {
        Steps = 20_000,
        BatchSize = 256,
        LearningRate = 1e-3,
        DecayStart = 0.5,
        Tau = 0.02,
        Discount = 0.995,
        ValueHidden = [128, 128, 128],
        ActorHidden = [128, 128, 128],
        ValueActivation = Activation.GeluErf,
        ActorActivation = Activation.GeluErf,
        StandardizeObservations = true,
        // What makes a small budget robust over seeds in mazes; docs/results.md has the rows.
        PositionBands = IsMaze(environment) ? 2 : 0,
        LowActorRepGrad = config.Hierarchical && IsMaze(environment),
        ValueBackupSteps = IsMaze(environment) ? 5 : 1,
        // Held for k a subgoal is stale before it is reached: 98.5 against 96.4 % over five seeds (docs/results.md).
        ManagerPeriod = config.Hierarchical && IsMaze(environment) ? 10 : config.ManagerPeriod,
        // The last metre: a worker that has seen nearer subgoals than k, and the goal for one (docs/results.md).
        LowGoalUniform = config.Hierarchical && IsMaze(environment),
        GoalAsSubgoal = config.Hierarchical && Family(environment) == "pointmaze",
    };

    // Eight torques are harder to imitate than a direction: wider actors, more steps. Where to go is as hard as before, if
    // the posture does not drown the position.
    private static HiqlConfig SmallAnt(HiqlConfig config, string environment) => config with
    {
        // Paths of up to 120 m: at 0.995 the value is flat beyond a third of them.
        Discount = environment is "antmaze-giant" or "antmaze-ultra" ? 0.998 : config.Discount,
        Steps = 36_000,
        DecayStart = 0.3,
        EmaDecay = 0.999,
        ActorHidden = [256, 256],
        PostureScale = 0.2,
        GoalPostureScale = 0,
        PositionBands = 3,
        PositionUnit = 5.5,
        // A way of metres as the subgoal, large enough to be looked at, and enough of them (docs/results.md).
        SubgoalRep = config.Hierarchical ? SubgoalRep.Xy : config.SubgoalRep,
        SubgoalScale = config.Hierarchical ? 16 : config.SubgoalScale,
        LowActorBatchSize = config.Hierarchical ? 1024 : config.LowActorBatchSize,
        ValueBackupSteps = 10,
        // Goals nearer than k for the manager too.
        ActorGeomSample = true,
        ManagerPeriod = config.Hierarchical ? 5 : config.ManagerPeriod,
    };

    // A goal is where the objects are, as success is: with the arm's own pose in it, young policies go there and leave the cube
    // alone. A subgoal is a state, hand and all, for a worker that imitates; where the cube does not move, V has nothing to say to it.
    private static HiqlConfig SmallArm(HiqlConfig config, string environment) => config with
    {
        Discount = 0.99,
        Steps = 36_000,
        DecayStart = 0.3,
        EmaDecay = 0.999,
        ActorHidden = [256, 256],
        GoalPostureScale = 0,
        // Which buttons differ is what a puzzle is about: 17 % of the tasks without, 45 % with it (docs/results.md).
        GoalProducts = Family(environment) == "puzzle",
        SuccessLabels = true,
        ValueBackupSteps = 5,
        SubgoalRep = config.Hierarchical ? SubgoalRep.State : config.SubgoalRep,
        WholeSubgoals = config.Hierarchical,
        LowGoalUniform = config.Hierarchical,
        LowActorBatchSize = config.Hierarchical ? 512 : config.LowActorBatchSize,
        // Asked at every step, it changes its mind over where to go down; held for ten, a subgoal is stale (docs/results.md).
        ManagerPeriod = config.Hierarchical ? 8 : 1,
    };

    // HIQL where several things are to be done one after the other and a cube is one of them: values that reach further, waves of how far
    // the hand is from things, and a worker that does not wait where the demonstrator's plan did (docs/results.md).
    private static HiqlConfig SmallScene(HiqlConfig config) => config with
    {
        Discount = 0.997,
        Steps = 30_000,
        Expectile = 0.8,
        PositionBands = 3,
        ValueBackupSteps = 10,
        LowActorBatchSize = 1024,
        ActionChunk = 5,
        GoalParts = true,
        // An advantage over five steps instead of one.
        LowAlpha = 1,
        // At 3, weights of three in five samples are cut at 100, and those of all that lead anywhere are alike.
        HighAlpha = 1,
        // Shorter than what the worker decides on: 57 at 4 and 3, 51 at 5, 44 at 6 of 100 (docs/results.md).
        ManagerPeriod = 4,
    };

    private static bool IsMaze(string environment) =>
        environment.Contains("maze", StringComparison.Ordinal) || environment.StartsWith("antsoccer", StringComparison.Ordinal);
}
