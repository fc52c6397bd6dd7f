using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Networks as plain data, which is what graphs are written from.</summary>
internal static class NetworkWeights
{
    /// <summary>Copies every network that a bundle holds.</summary>
    public static PolicyNetworks Of(AgentNetworks networks, RunConfig run) => new()
    {
        ObservationDim = run.Environment.Observation.Dim,
        GoalDim = run.Environment.Goal.Dim,
        Normalizer = run.Config.StandardizeObservations
            ? new ObservationNormalizer([.. run.Scaling.Mean], [.. run.Scaling.Deviation], run.Scaling.Frequencies())
            : null,
        SubgoalRep = run.Config.SubgoalRep,
        GoalRep = Weights(networks.GoalRep?.Network),
        GoalRepOrder = run.Config.SubgoalRep == SubgoalRep.PhiGoal ? GoalRepOrder.GoalAlone
            : run.Config.RepGoalFirst ? GoalRepOrder.GoalThenObservation : GoalRepOrder.ObservationThenGoal,
        ValueHeads = [.. (networks.Value?.Heads ?? []).Select(head => Weights(head)!)],
        StateEncoder = Weights(networks.Latent?.States),
        GoalEncoder = Weights(networks.Latent?.Goals),
        HighActor = Weights(networks.HighActor?.Network),
        LowActor = Weights(networks.Actor.Network)!,
    };

    private static MlpWeights? Weights(Mlp? network) =>
        network is null ? null : new MlpWeights([.. network.Layers.Select((layer, i) => Layer(layer, i == 0 ? network.InputScale : null))], network.Shape.Activation)
        {
            NormEpsilon = (float)Mlp.NormEpsilon,
            Products = network.Products,
        };

    private static DenseLayer Layer(Dense layer, IReadOnlyList<float>? inputScale) => new(
        Scaled(Host(layer.Weight)!, (int)layer.Weight.shape[1], inputScale), Host(layer.Bias)!, (int)layer.Weight.shape[1], (int)layer.Weight.shape[0],
        Host(layer.NormWeight), Host(layer.NormBias));

    // Shape (out, in): a factor on an input is a factor on its column. Products, behind the inputs, have none.
    private static float[] Scaled(float[] weight, int columns, IReadOnlyList<float>? inputScale)
    {
        for (var i = 0; inputScale is not null && i < weight.Length; i++)
            weight[i] *= i % columns < inputScale.Count ? inputScale[i % columns] : 1;
        return weight;
    }

    private static float[]? Host(Tensor? values)
    {
        using var scope = NewDisposeScope();
        return values?.detach().cpu().data<float>().ToArray();
    }
}
