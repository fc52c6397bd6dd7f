using System.Diagnostics;
using System.Globalization;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>The process of one job, with all it says in the job's log.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // The shell makes room for itself: the process is the worker, and the kernel writes its log.
    private const string Redirected = "exec \"$@\" >>\"$HIQL_SWEEP_LOG\" 2>&1";

    private readonly SweepFolder _folder;
    private readonly Process _process;
    private readonly long _started = Stopwatch.GetTimestamp();
    private bool _interrupted;

    private WorkerProcess(SweepFolder folder, SweepJob job, Process process) => (_folder, Job, _process) = (folder, job, process);

    public SweepJob Job { get; }

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public double Seconds => Stopwatch.GetElapsedTime(_started).TotalSeconds;

    /// <summary>Whether its time was over and it was killed.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>Starts a worker that ends with this process, even if this one is killed; call it from a thread that stays.</summary>
    public static WorkerProcess Start(SweepFolder folder, SweepJob job)
    {
        var log = folder.Log(job.Id);
        Directory.CreateDirectory(Path.GetDirectoryName(log)!);
        var start = new ProcessStartInfo("/bin/sh", ["-c", Redirected, "sh", .. SystemProgram.Self, "sweep-job", folder.Path, job.Id]);
        start.Environment["HIQL_SWEEP_LOG"] = log;
        start.Environment[LauncherTie.ParentVariable] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return new WorkerProcess(folder, job, Process.Start(start)!);
    }

    /// <summary>Memory it will still take beyond what it has, MiB.</summary>
    public double MemoryToComeMb()
    {
        _process.Refresh();
        return _process.HasExited ? 0 : Math.Max(0, Job.MemoryMb - (_process.WorkingSet64 >> 20));
    }

    /// <summary>Asks it to save and leave.</summary>
    public void Interrupt()
    {
        if (_interrupted || _process.HasExited)
            return;
        _interrupted = true;
        LauncherTie.Terminate(_process.Id);
    }

    /// <summary>Waits for its end.</summary>
    public void WaitForExit() => _process.WaitForExit();

    /// <summary>Kills it and everything it started.</summary>
    public void TimeOut()
    {
        TimedOut = true;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Why it failed, in one line: its own last error, or how it ended.</summary>
    public string Reason(double jobSeconds) => TimedOut ? TookTooLong(jobSeconds)
        : ExitCode > 128 && ExitCode != Cli.ExitCode.Interrupted ? KilledBy(ExitCode - 128)
        : EndedWith(ExitCode, _folder.Log(Job.Id));

    public static string TookTooLong(double jobSeconds) =>
        string.Create(CultureInfo.InvariantCulture, $"took longer than its budget of {jobSeconds:0.#} s and was killed");

    public static string KilledBy(int signal) => $"killed by signal {signal}";

    public static string EndedWith(int exitCode, string log) => LastError(log) ?? $"ended with exit code {exitCode}";

    /// <summary>The last error a log tells of; null without one.</summary>
    public static string? LastError(string log)
    {
        const string mark = "error: ";
        var line = File.Exists(log) ? File.ReadLines(log).LastOrDefault(line => line.StartsWith(mark, StringComparison.Ordinal)) : null;
        return line is null ? null : Text.OneLine(line[mark.Length..]);
    }

    public void Dispose() => _process.Dispose();
}
