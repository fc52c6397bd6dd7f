namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>A task as Slurm's queue shows it, for some minutes after its end too.</summary>
/// <param name="Array">Job id of its array.</param>
/// <param name="Number">Of the task in the array.</param>
/// <param name="State">Slurm's word.</param>
/// <param name="Status">How its process ended, as <c>wait</c> tells it.</param>
/// <param name="Comment">What it was submitted with.</param>
/// <param name="Reason">Why it waits, or why it ended.</param>
internal sealed record SlurmRow(string Array, int Number, string State, int Status, string Comment, string Reason)
{
    public const string Pending = "PENDING", Completed = "COMPLETED", Cancelled = "CANCELLED", Timeout = "TIMEOUT",
        OutOfMemory = "OUT_OF_MEMORY", NodeFail = "NODE_FAIL", Preempted = "PREEMPTED", Failed = "FAILED";

    // Everything else is on its way there: RUNNING, COMPLETING, SUSPENDED, REQUEUED, ...
    private static readonly string[] Ends =
        [Completed, Cancelled, Timeout, OutOfMemory, NodeFail, Preempted, Failed, "BOOT_FAIL", "DEADLINE", "REVOKED"];

    // Each is gone by itself, sooner or later.
    private static readonly string[] OrdinaryReasons = ["", "None", "Priority", "Resources", "Dependency", "JobArrayTaskLimit", "BeginTime", "Cleaning"];

    public string Id => $"{Array}_{Number}";

    public bool HasEnded => Ends.Contains(State);

    /// <summary>Whether it waits for something that a person may have to mend: a limit of the account, a node that is down.</summary>
    public bool WaitsForSomethingElse => State == Pending && !OrdinaryReasons.Contains(Reason);

    /// <summary>Whether Slurm tried to start it, could not, and holds it.</summary>
    public bool CannotStart => !HasEnded && Reason.Replace('_', ' ').Contains("requeued held", StringComparison.Ordinal);

    /// <summary>Whether it never started because what it waits for failed.</summary>
    public bool WasNeverNeeded => State == Cancelled && Reason == "DependencyNeverSatisfied";

    /// <summary>
    /// Whether more may come: Slurm is about to queue it again, or the folder does not show yet, on this machine, what a
    /// node has written.
    /// </summary>
    public bool MayNotBeAll => State is Completed or NodeFail or Preempted;

    /// <summary>Signal that ended its process; 0 if none did.</summary>
    public int Signal => Status & 0x7f;

    /// <summary>Exit code of its process.</summary>
    public int ExitCode => Status >> 8;
}
