using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// The tensors of one gradient step, on the dataset's device; observations have shape (batch, observation_dim).
/// They belong to the dispose scope in which the batch was gathered.
/// </summary>
public sealed class Batch
{
    private Batch(Tensor states, Tensor actions, Tensor? hasActions, Tensor rewards, Tensor discounts, BatchIndices indices, WorkerBatch? worker)
    {
        Tensor Role(int role) => states.narrow(0, (long)role * indices.Size, indices.Size);
        Size = indices.Size;
        Observations = Role(0);
        NextObservations = Role(1);
        BackupObservations = Role(2);
        ValueGoals = Role(3);
        Actions = actions;
        HasActions = hasActions;
        Rewards = rewards;
        Discounts = discounts;
        if (!indices.Hierarchical)
        {
            ActorGoals = Role(4);
            return;
        }
        LowActorGoals = Role(4);
        HighActorGoals = Role(5);
        HighActorTargets = Role(6);
        Worker = worker ?? new WorkerBatch(Observations, NextObservations, LowActorGoals, Actions, HasActions);
    }

    /// <summary>Transitions in the batch.</summary>
    public int Size { get; }

    /// <summary>s.</summary>
    public Tensor Observations { get; }

    /// <summary>s'.</summary>
    public Tensor NextObservations { get; }

    /// <summary>The state the value bootstraps from.</summary>
    public Tensor BackupObservations { get; }

    /// <summary>Goals of the value loss.</summary>
    public Tensor ValueGoals { get; }

    /// <summary>a, shape (batch, action_dim).</summary>
    public Tensor Actions { get; }

    /// <summary>1 where the action is known, else 0, shape (batch,); null where all are.</summary>
    public Tensor? HasActions { get; }

    /// <summary>Shape (batch,).</summary>
    public Tensor Rewards { get; }

    /// <summary>γ^j or 0, shape (batch,).</summary>
    public Tensor Discounts { get; }

    /// <summary>Goals of a flat actor; null in a hierarchical batch.</summary>
    public Tensor? ActorGoals { get; }

    /// <summary>Subgoals w; null in a flat batch.</summary>
    public Tensor? LowActorGoals { get; }

    /// <summary>Goals of the manager; null in a flat batch.</summary>
    public Tensor? HighActorGoals { get; }

    /// <summary>States whose φ the manager predicts; null in a flat batch.</summary>
    public Tensor? HighActorTargets { get; }

    /// <summary>What the worker learns from: the transitions of this batch, or its own; null in a flat batch.</summary>
    public WorkerBatch? Worker { get; }

    /// <summary>Copies the rows of a batch together, on the device.</summary>
    public static Batch Gather(TrajectoryDataset data, BatchIndices indices) =>
        Gather(data, indices, BatchRows.Of(indices, data.Observations.device));

    /// <summary>Copies the rows of a batch together, on the device.</summary>
    /// <param name="data">What was drawn from.</param>
    /// <param name="indices">Say how many there are, and of which roles.</param>
    /// <param name="rows">Which they are.</param>
    public static Batch Gather(TrajectoryDataset data, BatchIndices indices, BatchRows rows)
    {
        var states = data.Observations.index_select(0, rows.States);
        var starts = rows.States.narrow(0, 0, indices.Size);
        return new Batch(
            states, data.Actions.index_select(0, starts), data.HasActions?.index_select(0, starts), rows.Rewards, rows.Discounts, indices,
            indices.Worker is { } worker ? WorkerBatch.Gather(data, worker.Size, rows.Worker!) : null);
    }
}
