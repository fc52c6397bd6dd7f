using static TorchSharp.torch;

namespace HiqlRobotics.Learning.Tests.Support;

/// <summary>A batch as rows of doubles.</summary>
internal sealed class Rows(Batch batch)
{
    public int Count { get; } = batch.Size;

    public double[][] Observations { get; } = Read(batch.Observations)!;

    public double[][] Nexts { get; } = Read(batch.NextObservations)!;

    public double[][] Backups { get; } = Read(batch.BackupObservations)!;

    public double[][] ValueGoals { get; } = Read(batch.ValueGoals)!;

    public double[][] Actions { get; } = Read(batch.Actions)!;

    public double[] Rewards { get; } = [.. Read(batch.Rewards.unsqueeze(1))!.Select(row => row[0])];

    public double[] Discounts { get; } = [.. Read(batch.Discounts.unsqueeze(1))!.Select(row => row[0])];

    public double[][]? ActorGoals { get; } = Read(batch.ActorGoals);

    public double[][]? LowGoals { get; } = Read(batch.LowActorGoals);

    public double[][]? HighGoals { get; } = Read(batch.HighActorGoals);

    public double[][]? HighTargets { get; } = Read(batch.HighActorTargets);

    internal static double[][]? Read(Tensor? values) => values is null
        ? null
        : [.. values.contiguous().data<float>().ToArray().Select(value => (double)value).Chunk((int)values.shape[1])];
}

/// <summary>What a worker learns from, as rows of doubles.</summary>
internal sealed class WorkerRows(WorkerBatch batch)
{
    public int Count { get; } = (int)batch.Size;

    public double[][] Observations { get; } = Rows.Read(batch.Observations)!;

    public double[][] Nexts { get; } = Rows.Read(batch.NextObservations)!;

    public double[][] Goals { get; } = Rows.Read(batch.Goals)!;

    public double[][] Actions { get; } = Rows.Read(batch.Actions)!;
}
