namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>What a cluster wants to know that a sweep does not.</summary>
/// <param name="Limit">Tasks of one array that may run at a time; null for as many as the cluster gives.</param>
/// <param name="Partition">Null for the cluster's default.</param>
/// <param name="Extra">Further options of <c>sbatch</c>; they come last and therefore win.</param>
internal sealed record SlurmOptions(int? Limit, string? Partition, IReadOnlyList<string> Extra);
