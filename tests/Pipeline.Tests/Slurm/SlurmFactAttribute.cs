namespace HiqlRobotics.Pipeline.Tests.Slurm;

/// <summary>A test that starts a Slurm cluster of its own; skipped, with what to do, where that cannot be.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute() => Skip = Missing;

    /// <summary>Why there can be no cluster here; null if there can.</summary>
    public static string? Missing { get; } =
        SlurmCluster.Programs.FirstOrDefault(program => SlurmCluster.Find(program) is null) is { } program ? $"{program} is not installed: run ./hiql setup --test"
        : Environment.IsPrivilegedProcess ? null : "Slurm's daemons start tasks as root only";
}
