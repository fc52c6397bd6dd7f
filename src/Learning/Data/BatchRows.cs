using HiqlRobotics.Engines.Torch;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>What was drawn for a <see cref="Batch"/>, on the dataset's device. Disposing is for tensors outside of a dispose scope.</summary>
/// <param name="States">Rows of every role, as in <see cref="BatchIndices.All"/>.</param>
/// <param name="Rewards">Shape (batch,).</param>
/// <param name="Discounts">Shape (batch,).</param>
/// <param name="Worker">As in <see cref="WorkerIndices.All"/>; null where the worker has no transitions of its own.</param>
public sealed record BatchRows(Tensor States, Tensor Rewards, Tensor Discounts, Tensor? Worker) : IDisposable
{
    /// <summary>Copies of the indices, in the caller's dispose scope.</summary>
    public static BatchRows Of(BatchIndices indices, Device device) => new(
        tensor(indices.All, device: device), tensor(indices.Rewards, device: device), tensor(indices.Discounts, device: device),
        indices.Worker is { } worker ? tensor(worker.All, device: device) : null);

    /// <summary>Replaces what was drawn, in place.</summary>
    public void Write(BatchIndices indices)
    {
        FusedOps.Write(States, indices.All);
        FusedOps.Write(Rewards, indices.Rewards);
        FusedOps.Write(Discounts, indices.Discounts);
        if (Worker is not null)
            FusedOps.Write(Worker, indices.Worker!.All);
    }

    /// <summary>Takes the tensors out of the dispose scope they were made in.</summary>
    public BatchRows Detach()
    {
        foreach (var rows in All)
            rows.DetachFromDisposeScope();
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var rows in All)
            rows.Dispose();
    }

    private IEnumerable<Tensor> All => Worker is null ? [States, Rewards, Discounts] : [States, Rewards, Discounts, Worker];
}
