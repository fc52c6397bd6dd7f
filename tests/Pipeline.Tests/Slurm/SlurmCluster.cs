using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Pipeline.Tests.Slurm;

/// <summary>
/// A Slurm cluster of one node, this machine, for the time of the tests: own key, own ports, and nothing outside a folder
/// that goes away with it. What the machine has in /etc/slurm and /etc/munge is not looked at.
/// </summary>
public sealed class SlurmCluster : IDisposable
{
    public const string Partition = "test";

    private const string NodeName = "one";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60), Poll = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _daemons = [];

    public SlurmCluster()
    {
        // Where it cannot be, every test of the class is skipped, but xunit makes the fixture all the same.
        if (SlurmFactAttribute.Missing is not null)
            return;
        AtomicFile.WriteAllBytes(KeyFile, RandomNumberGenerator.GetBytes(128));
        foreach (var folder in new[] { "state", "spool" })
            Directory.CreateDirectory(_folder.File(folder));
        AtomicFile.WriteAllText(Variables["SLURM_CONF"], Configuration());
        Start("munged", "--foreground", "--force", $"--key-file={KeyFile}", $"--socket={Socket}", $"--pid-file={_folder.File("munged.pid")}",
            $"--log-file={_folder.File("munged.log")}", $"--seed-file={_folder.File("munged.seed")}");
        WaitFor(() => File.Exists(Socket));
        Start("slurmctld", "-D", "-i");
        Start("slurmd", "-D", "-N", NodeName);
        WaitFor(() => Call("sinfo", "--noheader", "--format=%T").Trim() == "idle");
    }

    /// <summary>What has to be installed.</summary>
    public static IReadOnlyList<string> Programs { get; } = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "sinfo", "scontrol"];

    /// <summary>Whoever has them talks to this cluster.</summary>
    public IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string> { ["SLURM_CONF"] = _folder.File("slurm.conf") };

    private string KeyFile => _folder.File("munge.key");

    private string Socket => _folder.File("munge.socket");

    /// <summary>Full path of a program, daemons included; null if it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin")
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs one of Slurm's commands and returns what it printed; nothing if it failed.</summary>
    public string Call(string program, params string[] arguments)
    {
        using var process = Process.Start(Describe(program, arguments))!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        _ = error.Result;
        return process.ExitCode == 0 ? output : "";
    }

    /// <summary>Tasks that wait or run.</summary>
    public string[] ActiveTasks() => Call("squeue", "--noheader", "--array", "--format=%i %T %r").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether tasks that wait may start.</summary>
    public void SetOpen(bool open) => Call("scontrol", "update", $"PartitionName={Partition}", open ? "State=UP" : "State=DOWN");

    /// <summary>Waits for what happens by itself.</summary>
    /// <exception cref="TimeoutException">It did not.</exception>
    public void WaitFor(Func<bool> condition)
    {
        using var never = new ManualResetEventSlim();
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Limit)
                throw new TimeoutException($"the Slurm cluster did not get there in {Limit}: {LastWords()}");
            never.Wait(Poll);
        }
    }

    public void Dispose()
    {
        if (_daemons.Count > 0)
        {
            // A task's own daemon outlives the node's.
            Call("scancel", "--user=root");
            WaitFor(() => ActiveTasks().Length == 0);
        }
        foreach (var daemon in Enumerable.Reverse(_daemons))
            using (daemon)
            {
                daemon.Kill(entireProcessTree: true);
                daemon.WaitForExit();
            }
        _folder.Dispose();
    }

    private void Start(string daemon, params string[] arguments)
    {
        var process = Process.Start(Describe(daemon, arguments))!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _daemons.Add(process);
    }

    private ProcessStartInfo Describe(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return start;
    }

    private string LastWords() => string.Join("; ", Directory.EnumerateFiles(_folder.Path, "*.log").Order().Select(log => File.ReadLines(log).LastOrDefault() ?? ""));

    // No cgroups, no accounting, no waits that only pay for themselves on a real cluster; a task that is queued again starts in seconds, not minutes.
    private string Configuration()
    {
        var host = Environment.MachineName.Split('.')[0];
        var (controller, node) = (FreePort(), FreePort());
        return $"""
            ClusterName=hiqltest
            SlurmctldHost={host}(127.0.0.1)
            SlurmUser=root
            SlurmdUser=root
            AuthType=auth/munge
            AuthInfo=socket={Socket},cred_expire=5
            CredType=cred/munge
            SlurmctldPort={controller}
            SlurmdPort={node}
            SlurmctldPidFile={_folder.File("slurmctld.pid")}
            SlurmdPidFile={_folder.File("slurmd.pid")}
            SlurmctldLogFile={_folder.File("slurmctld.log")}
            SlurmdLogFile={_folder.File("slurmd.log")}
            StateSaveLocation={_folder.File("state")}
            SlurmdSpoolDir={_folder.File("spool")}
            ProctrackType=proctrack/linuxproc
            TaskPlugin=task/none
            SwitchType=switch/none
            MpiDefault=none
            JobAcctGatherType=jobacct_gather/none
            AccountingStorageType=accounting_storage/none
            JobCompType=jobcomp/none
            SchedulerType=sched/backfill
            SchedulerParameters=bf_interval=1,sched_interval=1
            SelectType=select/cons_tres
            SelectTypeParameters=CR_CPU_Memory
            ReturnToService=2
            KillWait=10
            MinJobAge=300
            NodeName={NodeName} NodeHostname={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=2000 State=UNKNOWN
            PartitionName={Partition} Nodes={NodeName} Default=YES MaxTime=INFINITE State=UP

            """;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
