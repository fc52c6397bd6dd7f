using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>V̄ on pairs of dataset rows, for diagnostics.</summary>
internal static class ValueProbe
{
    /// <summary>V̄(row, goal) for every pair, on the host.</summary>
    public static float[] Values(AgentNetworks networks, TrajectoryDataset data, long[] rows, long[] goals)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var device = data.Observations.device;
        var observations = data.Observations.index_select(0, tensor(rows, device: device));
        var targets = data.Observations.index_select(0, tensor(goals, device: device));
        return networks.MeanValue(observations, targets).cpu().data<float>().ToArray();
    }
}
