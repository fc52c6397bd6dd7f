using HiqlRobotics.Contracts;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Stops a run whose loss is no longer a number, and keeps the batch on which it happened.</summary>
internal static class NanGuard
{
    /// <summary>Writes the batch beside the run.</summary>
    /// <exception cref="HiqlException">Always; names the file.</exception>
    public static void Stop(string runFolder, long step, Batch batch)
    {
        var path = Path.Combine(runFolder, $"nan-batch-{step}.npz");
        NpzWriter.Write(path, npz =>
        {
            Add(npz, "observations", batch.Observations);
            Add(npz, "next_observations", batch.NextObservations);
            Add(npz, "backup_observations", batch.BackupObservations);
            Add(npz, "actions", batch.Actions);
            Add(npz, "rewards", batch.Rewards);
            Add(npz, "discounts", batch.Discounts);
            Add(npz, "value_goals", batch.ValueGoals);
            Add(npz, "actor_goals", batch.ActorGoals);
            Add(npz, "low_actor_goals", batch.LowActorGoals);
            Add(npz, "high_actor_goals", batch.HighActorGoals);
            Add(npz, "high_actor_targets", batch.HighActorTargets);
        });
        throw new HiqlException($"step {step}: the loss is not finite; its batch is in {path}; lower learning_rate, or --resume from the last checkpoint");
    }

    private static void Add(NpzWriter npz, string key, Tensor? values)
    {
        if (values is null)
            return;
        using var scope = NewDisposeScope();
        npz.Add(key, values.contiguous().cpu().data<float>().ToArray(), values.shape);
    }
}
