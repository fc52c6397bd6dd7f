using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning;
using HiqlRobotics.Learning.Export;

namespace HiqlRobotics.Tests.Learning;

/// <summary>Networks with drawn weights, and a bundle around them.</summary>
internal static class ExportSamples
{
    public const int StateDim = 5, ActionDim = 3, RepDim = 4;

    public static PolicyNetworks Networks(
        bool hierarchical, Activation activation, bool norm, bool standardize, GoalRepOrder order = GoalRepOrder.ObservationThenGoal)
    {
        var random = new RandomStream(1, "weights");
        var normalizer = standardize ? Normalizer(random) : null;
        var width = normalizer?.EncodedDim ?? StateDim;
        var condition = width + (hierarchical ? RepDim : width);
        return new PolicyNetworks
        {
            ObservationDim = StateDim,
            GoalDim = StateDim,
            Normalizer = normalizer,
            GoalRep = hierarchical ? Mlp(random, activation, norm, 2 * width, RepDim) : null,
            GoalRepOrder = order,
            ValueHeads = [Mlp(random, activation, norm, condition, 1), Mlp(random, activation, norm, condition, 1)],
            HighActor = hierarchical ? Mlp(random, activation, norm: false, 2 * width, RepDim) : null,
            LowActor = Mlp(random, activation, norm: false, condition, ActionDim),
        };
    }

    /// <summary>Networks whose value is a latent distance, on φ of the goal alone or on a slice of it.</summary>
    public static PolicyNetworks Distances(bool latent, bool standardize)
    {
        var networks = latent ? Networks(hierarchical: true, Activation.GeluErf, norm: true, standardize) : Slices(2, standardize);
        var random = new RandomStream(4, "weights");
        var encoded = networks.Normalizer?.EncodedDim ?? StateDim;
        return networks with
        {
            SubgoalRep = latent ? SubgoalRep.PhiGoal : networks.SubgoalRep,
            GoalRep = latent ? Mlp(random, Activation.GeluErf, norm: true, encoded, RepDim) : null,
            GoalRepOrder = GoalRepOrder.GoalAlone,
            ValueHeads = [],
            StateEncoder = Mlp(random, Activation.GeluErf, norm: true, encoded, 6),
            GoalEncoder = Mlp(random, Activation.GeluErf, norm: true, latent ? RepDim : networks.Normalizer?.Slice(2).EncodedDim ?? 2, 6),
        };
    }

    /// <summary>Flat networks that also read the products of two elements of state and goal.</summary>
    public static PolicyNetworks Products()
    {
        var random = new RandomStream(5, "weights");
        var products = new InputProducts([1, 4], [StateDim + 1, StateDim + 4]);
        MlpWeights Reading(bool norm, int outputs) =>
            Mlp(random, Activation.GeluErf, norm, (2 * StateDim) + products.Count, outputs) with { Products = products };
        return new PolicyNetworks
        {
            ObservationDim = StateDim,
            GoalDim = StateDim,
            ValueHeads = [Reading(norm: true, 1)],
            LowActor = Reading(norm: false, ActionDim),
        };
    }

    public static BundleContent Bundle(PolicyNetworks networks)
    {
        var probes = ExportReference.Probes(networks, count: 16);
        using var config = JsonDocument.Parse("""{"discount": 0.995}""");
        return new BundleContent
        {
            Manifest = Manifest(networks, config.RootElement.Clone()),
            Networks = networks,
            Landmarks = probes.Observation,
            Probes = probes,
        };
    }

    // Waves of the first two of five elements, as the learner makes them.
    /// <summary>Networks whose subgoal is the first <paramref name="width"/> elements of a state.</summary>
    public static PolicyNetworks Slices(int width, bool standardize)
    {
        var random = new RandomStream(3, "weights");
        var normalizer = standardize ? Normalizer(random) : null;
        var encoded = normalizer?.EncodedDim ?? StateDim;
        var condition = encoded + (normalizer?.Slice(width).EncodedDim ?? width);
        return new PolicyNetworks
        {
            ObservationDim = StateDim,
            GoalDim = StateDim,
            Normalizer = normalizer,
            SubgoalRep = width == StateDim ? SubgoalRep.State : SubgoalRep.Xy,
            ValueHeads = [Mlp(random, Activation.GeluErf, norm: true, condition, 1), Mlp(random, Activation.GeluErf, norm: true, condition, 1)],
            HighActor = Mlp(random, Activation.GeluErf, norm: false, 2 * encoded, width),
            LowActor = Mlp(random, Activation.GeluErf, norm: false, encoded + width, ActionDim),
        };
    }

    private static ObservationNormalizer Normalizer(RandomStream random) => new(
        Draw(random, StateDim, 2), [0.5f, 1, 2, 4, 1.1f], [1.5f, 0, 3, 0, 0, 1.5f, 0, 3, .. new float[12]]);

    public static float[] Draw(RandomStream random, int count, double scale)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (float)(scale * random.NextGaussian());
        return values;
    }

    private static BundleManifest Manifest(PolicyNetworks networks, JsonElement config) => new()
    {
        Environment = new EnvironmentSpec
        {
            Name = "drawn",
            Observation = ArraySpec.Unbounded("a", "b", "c", "d", "e"),
            Goal = ArraySpec.Unbounded("a", "b", "c", "d", "e"),
            Action = ArraySpec.Bounded(-1, 1, "x", "y", "z"),
            ControlTimestep = 0.1,
            MaxSteps = 100,
            Tasks = [new TaskSpec(1, "somewhere")],
            ModelHash = Sha256File.OfText("none"),
        },
        Agent = networks.Hierarchical ? "hiql" : "gcivl",
        Hierarchical = networks.Hierarchical,
        SubgoalSteps = networks.Hierarchical ? 25 : 0,
        ManagerPeriod = networks.Hierarchical ? 25 : 1,
        RepDim = networks.RepDim,
        SubgoalRep = networks.SubgoalRep,
        Config = config,
        Seed = 1,
        Steps = 100,
        DatasetSha256 = Sha256File.OfText("data"),
        Metrics = new Dictionary<string, double> { ["training/value/value_loss"] = 0.25, ["evaluation/overall_success"] = 1 },
        Files = new Dictionary<string, string>(),
    };

    private static MlpWeights Mlp(RandomStream random, Activation activation, bool norm, int inputs, int outputs)
    {
        const int hidden = 16;
        return new MlpWeights(
            [
                Dense(random, inputs, hidden, norm), Dense(random, hidden, hidden, norm), Dense(random, hidden, outputs, norm: false),
            ],
            activation);
    }

    private static DenseLayer Dense(RandomStream random, int inputs, int outputs, bool norm) => new(
        Draw(random, inputs * outputs, 1 / Math.Sqrt(inputs)),
        Draw(random, outputs, 0.3),
        inputs,
        outputs,
        norm ? Draw(random, outputs, 1) : null,
        norm ? Draw(random, outputs, 0.3) : null);
}
