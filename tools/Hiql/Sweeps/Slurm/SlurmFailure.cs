using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>Why a task failed, in one line.</summary>
internal static class SlurmFailure
{
    // Slurm's own, for a task whose output file could not be opened.
    private const int NoOutput = 53;

    // The shell's, for a program that is not there or none.
    private const int NotExecutable = 126, NotFound = 127;

    /// <param name="row">Its end; null where the queue no longer knows it.</param>
    /// <param name="job">What it was to do.</param>
    /// <param name="jobSeconds">Its budget.</param>
    /// <param name="log">What it said.</param>
    public static string Reason(SlurmRow? row, SweepJob job, double jobSeconds, string log) => row switch
    {
        null => "is gone from Slurm's queue and left no result",
        { State: SlurmRow.Timeout } or { Signal: WorkerAlarm.Signal } => WorkerProcess.TookTooLong(jobSeconds),
        { State: SlurmRow.OutOfMemory } => $"took more memory than the {job.MemoryMb} MiB it had asked for and was killed",
        { State: SlurmRow.NodeFail } => "its node failed",
        { State: SlurmRow.Cancelled } => "was cancelled",
        { State: SlurmRow.Preempted } => "was preempted",
        { State: not SlurmRow.Failed } => $"ended as {row.State} ({row.Reason})",
        { Signal: NoOutput } => "its node could not open the log; is the sweep's folder shared with it?",
        { Signal: > 0 } => WorkerProcess.KilledBy(row.Signal),
        { ExitCode: NotExecutable or NotFound } => "its node cannot run hiql; the same build has to be at the same place on every node",
        // What .NET makes of a signal it handles.
        { ExitCode: > 128 and not ExitCode.Interrupted } => WorkerProcess.KilledBy(row.ExitCode - 128),
        _ => WorkerProcess.EndedWith(row.ExitCode, log),
    };
}
