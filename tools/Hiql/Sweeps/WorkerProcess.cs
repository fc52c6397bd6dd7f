using System.Diagnostics;
using System.Globalization;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>
/// The process of a job, with all it says in the job's log. An evaluation leaves a process behind that has compiled and
/// loaded what the next one needs (<see cref="WorkerLine"/>); everything else has one of its own.
/// </summary>
internal sealed class WorkerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // The shell makes room for itself: the process is the worker, and the kernel writes its log.
    private static readonly string Redirected = $"exec \"$@\" {WorkerLine.Answers}>&1 >>\"$HIQL_SWEEP_LOG\" 2>&1";

    private readonly SweepFolder _folder;
    private readonly Process _process;
    private long _started = Stopwatch.GetTimestamp();
    private Task<string?> _answer;
    private bool _interrupted;

    private WorkerProcess(SweepFolder folder, SweepJob job, Process process)
    {
        (_folder, Job, _process) = (folder, job, process);
        _answer = process.StandardOutput.ReadLineAsync();
    }

    /// <summary>What it does, or did last.</summary>
    public SweepJob Job { get; private set; }

    /// <summary>Whether its job is done and it waits for another.</summary>
    public bool IsFree => _answer.IsCompletedSuccessfully && _answer.Result == Job.Id;

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
        string[] more = CanFollow(job) ? ["--more"] : [];
        var start = new ProcessStartInfo("/bin/sh", ["-c", Redirected, "sh", .. SystemProgram.Self, "sweep-job", folder.Path, job.Id, .. more])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["HIQL_SWEEP_LOG"] = log;
        start.Environment[LauncherTie.ParentVariable] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        return new WorkerProcess(folder, job, Process.Start(start)!);
    }

    /// <summary>Whether a job may come after others in the same process: one that leaves nothing in it but what was loaded.</summary>
    public static bool CanFollow(SweepJob job) => job.Kind == SweepJobKind.Evaluate;

    /// <summary>Gives a free worker its next job.</summary>
    /// <param name="job">One that <see cref="CanFollow"/>.</param>
    public void Give(SweepJob job)
    {
        (Job, _started) = (job, Stopwatch.GetTimestamp());
        _answer = _process.StandardOutput.ReadLineAsync();
        try
        {
            _process.StandardInput.WriteLine(job.Id);
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It died while it was free; its end is told as this job's.
        }
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
        NoMore();
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

    /// <summary>Lets a free worker go; one that does not is killed.</summary>
    public void Dismiss()
    {
        NoMore();
        if (!_process.WaitForExit(Patience))
            _process.Kill(entireProcessTree: true);
    }

    private void NoMore()
    {
        try
        {
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already.
        }
    }

    public void Dispose() => _process.Dispose();
}
