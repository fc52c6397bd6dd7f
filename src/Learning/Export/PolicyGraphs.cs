using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning.Export;

/// <summary>Turns trained networks into the ONNX files of a bundle. The same networks give the same bytes.</summary>
public static class PolicyGraphs
{
    /// <summary>All files the agent has, by their name in <see cref="BundleFiles"/>.</summary>
    /// <exception cref="ArgumentException">The networks do not fit each other.</exception>
    public static IReadOnlyDictionary<string, byte[]> Build(PolicyNetworks networks)
    {
        networks.Validate();
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal) { [BundleFiles.Worker] = Worker(networks) };
        if (networks.HighActor is { } highActor)
            files[BundleFiles.Manager] = Manager(networks, highActor);
        if (networks.Hierarchical)
            files[BundleFiles.GoalRep] = GoalRep(networks);
        if (networks.HasValue)
            files[BundleFiles.Value] = Value(networks);
        return files;
    }

    private static byte[] Manager(PolicyNetworks networks, MlpWeights highActor)
    {
        var graph = new OnnxGraphBuilder("manager");
        var (s, g) = StateAndGoal(graph, networks);
        var mean = graph.Mlp(graph.Concat(s, g), highActor, "high_actor");
        var subgoal = networks.GoalRep is null
            ? graph.Add(graph.Slice(BundleFiles.Observation, networks.RepDim), graph.Scale(mean, networks.SliceNormalizer))
            : graph.ToSphere(mean, networks.RepDim);
        graph.Output(BundleFiles.Subgoal, subgoal, networks.RepDim);
        return graph.ToBytes();
    }

    private static byte[] Worker(PolicyNetworks networks)
    {
        var graph = new OnnxGraphBuilder("worker");
        var s = graph.Normalize(graph.Input(BundleFiles.Observation, networks.ObservationDim), networks.Normalizer);
        var z = networks.Hierarchical
            ? WorkerSubgoal(graph, networks)
            : graph.Normalize(graph.Input(BundleFiles.Goal, networks.GoalDim), networks.Normalizer);
        var action = graph.ClipToUnit(graph.Mlp(graph.Concat(s, z), networks.LowActor, "low_actor"));
        graph.Output(BundleFiles.Action, action, networks.LowActor.Outputs);
        return graph.ToBytes();
    }

    // A latent subgoal is read as it is, a slice of the state as the way there.
    private static string WorkerSubgoal(OnnxGraphBuilder graph, PolicyNetworks networks)
    {
        var subgoal = graph.Input(BundleFiles.Subgoal, networks.RepDim);
        return networks.GoalRep is not null ? subgoal
            : graph.Unscale(graph.Subtract(subgoal, graph.Slice(BundleFiles.Observation, networks.RepDim)), networks.SliceNormalizer);
    }

    private static byte[] GoalRep(PolicyNetworks networks)
    {
        var graph = new OnnxGraphBuilder("goal_rep");
        var (s, g) = StateAndGoal(graph, networks);
        var subgoal = networks.GoalRep is null ? graph.Slice(BundleFiles.Goal, networks.RepDim) : Encode(graph, networks, s, g);
        graph.Output(BundleFiles.Subgoal, subgoal, networks.RepDim);
        return graph.ToBytes();
    }

    private static byte[] Value(PolicyNetworks networks)
    {
        var graph = new OnnxGraphBuilder("value");
        var (s, g) = StateAndGoal(graph, networks);
        var goal = Encode(graph, networks, s, g);
        graph.Output(BundleFiles.ValueOutput, networks.StateEncoder is null ? Heads(graph, networks, graph.Concat(s, goal)) : Distance(graph, networks, s, goal), width: null);
        return graph.ToBytes();
    }

    private static string Heads(OnnxGraphBuilder graph, PolicyNetworks networks, string input) =>
        graph.MeanOfHeads([.. networks.ValueHeads.Select((head, i) => graph.Mlp(input, head, $"value.{i}"))]);

    private static string Distance(OnnxGraphBuilder graph, PolicyNetworks networks, string s, string goal) => graph.NegativeDistance(
        graph.Mlp(s, networks.StateEncoder!, "value.states"), graph.Mlp(goal, networks.GoalEncoder!, "value.goals"), (float)LatentDistance.Floor);

    private static (string S, string G) StateAndGoal(OnnxGraphBuilder graph, PolicyNetworks networks) => (
        graph.Normalize(graph.Input(BundleFiles.Observation, networks.ObservationDim), networks.Normalizer),
        graph.Normalize(graph.Input(BundleFiles.Goal, networks.GoalDim), networks.Normalizer));

    // φ, or its slice of the goal, or the goal itself where the agent is flat.
    private static string Encode(OnnxGraphBuilder graph, PolicyNetworks networks, string s, string g)
    {
        if (networks.GoalRep is not { } goalRep)
            return networks.Hierarchical ? graph.Normalize(graph.Slice(BundleFiles.Goal, networks.RepDim), networks.SliceNormalizer) : g;
        var input = networks.GoalRepOrder switch
        {
            GoalRepOrder.ObservationThenGoal => graph.Concat(s, g),
            GoalRepOrder.GoalThenObservation => graph.Concat(g, s),
            _ => g,
        };
        return graph.ToSphere(graph.Mlp(input, goalRep, "goal_rep"), networks.RepDim);
    }
}
