using HiqlRobotics.Learning.Export;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>The trainer's own answers to the probes of a bundle.</summary>
internal static class ProbeOutputs
{
    /// <summary>Inputs and outputs of every network.</summary>
    /// <param name="networks">The networks that are exported.</param>
    /// <param name="scaling">What they were trained behind.</param>
    /// <param name="reference">The probes' observations and goals.</param>
    public static BundleProbes Compute(AgentNetworks networks, ObservationScaling scaling, ReferenceStates reference)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var device = networks.Actor.Network.Layers[0].Weight.device;
        var s = Encoded(reference.ProbeObservations, scaling, device);
        var g = Encoded(reference.ProbeGoals, scaling, device);
        var subgoal = networks.HighActor is { } manager ? networks.Rep!.Subgoal(s, manager.Mean(s, g)) : null;
        return new BundleProbes
        {
            Count = (int)s.shape[0],
            Observation = reference.ProbeObservations,
            Goal = reference.ProbeGoals,
            Subgoal = Host(subgoal),
            ManagerSubgoal = Host(subgoal),
            WorkerAction = Host(networks.Actor.Mean(s, subgoal is null ? g : networks.Rep!.ForWorker(s, networks.Rep.Encode(subgoal))).clamp(-1, 1))!,
            ValueValue = networks.StateValue is null ? null : Host(networks.MeanValue(s, g)),
            GoalRepSubgoal = networks.Rep is StateSlice ? Slice(reference.ProbeGoals, scaling, subgoal!.shape[1]) : Host(networks.Rep?.Forward(s, g)),
        };
    }

    private static Tensor Encoded(float[] raw, ObservationScaling scaling, Device device) =>
        tensor(scaling.Encode(raw), [raw.Length / scaling.Mean.Count, scaling.EncodedDim], device: device);

    // In the units of the observation, as the bundle gives it out.
    private static float[] Slice(float[] raw, ObservationScaling scaling, long width) =>
        [.. raw.Where((_, place) => place % scaling.Mean.Count < width)];

    private static float[]? Host(Tensor? values) => values?.contiguous().cpu().data<float>().ToArray();
}
