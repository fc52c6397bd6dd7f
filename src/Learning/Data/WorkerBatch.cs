using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>What a worker learns from in one gradient step; observations have shape (size, observation_dim).</summary>
/// <param name="Observations">s.</param>
/// <param name="NextObservations">s'.</param>
/// <param name="Goals">Subgoals w.</param>
/// <param name="Actions">a, shape (size, action_dim).</param>
/// <param name="HasActions">1 where the action is known, else 0, shape (size,); null where all are.</param>
public sealed record WorkerBatch(Tensor Observations, Tensor NextObservations, Tensor Goals, Tensor Actions, Tensor? HasActions)
{
    /// <summary>Transitions.</summary>
    public long Size => Observations.shape[0];

    /// <summary>Copies the rows together, on the device.</summary>
    /// <param name="data">What was drawn from.</param>
    /// <param name="size">Transitions.</param>
    /// <param name="rows">As in <see cref="WorkerIndices.All"/>.</param>
    public static WorkerBatch Gather(TrajectoryDataset data, int size, Tensor rows)
    {
        var states = data.Observations.index_select(0, rows);
        var starts = rows.narrow(0, 0, size);
        Tensor Role(int role) => states.narrow(0, (long)role * size, size);
        return new WorkerBatch(Role(0), Role(1), Role(2), data.Actions.index_select(0, starts), data.HasActions?.index_select(0, starts));
    }
}
