using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>Writes what an array is submitted as. Whatever is handed to Slurm has absolute paths: a node starts from nowhere.</summary>
internal sealed class SlurmSubmission
{
    private readonly SweepPlan _plan;
    private readonly SweepFolder _folder;
    private readonly SlurmOptions _options;
    private readonly SlurmIndex _index;

    /// <param name="plan">Budgets.</param>
    /// <param name="folder">By an absolute path.</param>
    /// <param name="options">What the cluster wants to know.</param>
    /// <param name="index">Takes the arrays.</param>
    public SlurmSubmission(SweepPlan plan, SweepFolder folder, SlurmOptions options, SlurmIndex index)
    {
        (_plan, _folder, _options, _index) = (plan, folder, options, index);
        // The same sweep in another folder is another one; so is another sweep in the same folder.
        Name = $"hiql-{Sha256File.OfText($"{folder.Path}\n{plan.ToJson()}")[..16]}";
    }

    /// <summary>Of every array of the sweep, in Slurm's queue.</summary>
    public string Name { get; }

    /// <summary>Writes index and script of an array.</summary>
    /// <returns>Arguments of <c>sbatch</c>.</returns>
    public List<string> Prepare(SlurmArray array)
    {
        var name = _index.NextName();
        var (index, script) = (_index.PathOf(name), _index.ScriptOf(name));
        var logs = Path.GetDirectoryName(_folder.Log(array.Like.Id))!;
        Directory.CreateDirectory(logs);
        AtomicFile.WriteAllText(script, Script(index, logs));
        _index.Save(name, array.Tasks);
        return Arguments(array, name, logs, script);
    }

    private List<string> Arguments(SlurmArray array, string name, string logs, string script)
    {
        List<string> arguments =
        [
            $"--job-name={Name}",
            $"--comment={name}",
            _options.Limit is { } limit ? $"--array={array.Numbers}%{limit}" : $"--array={array.Numbers}",
            "--ntasks=1",
            $"--cpus-per-task={array.Like.Threads}",
            $"--mem={array.Like.MemoryMb}M",
            $"--chdir={Environment.CurrentDirectory}",
            // For what Slurm itself says; a job's own words are in its log. A per cent sign is Slurm's for a field.
            $"--output={Path.Combine(logs, "slurm-").Replace("%", "%%", StringComparison.Ordinal)}%A.log",
            "--open-mode=append",
            "--export=ALL",
            "--requeue",
        ];
        if (_plan.Budget.JobSeconds > 0)
            arguments.Add(string.Create(CultureInfo.InvariantCulture, $"--time={Minutes(_plan.Budget.JobSeconds)}"));
        if (array.After is { } needed)
            arguments.AddRange([$"--dependency=aftercorr:{needed}", "--kill-on-invalid-dep=yes"]);
        if (_options.Partition is { } partition)
            arguments.Add($"--partition={partition}");
        return [.. arguments, .. _options.Extra, script];
    }

    // The worker's own alarm is exact; Slurm, which counts in minutes, comes after it.
    private static int Minutes(double seconds) => (int)Math.Ceiling(seconds / 60) + 1;

    // The program takes the shell's place: signals reach it once, and how it ends is how the task ends.
    private string Script(string index, string logs) => $$"""
        #!/bin/sh
        # Tasks of a sweep: the number says which job, by the index.
        unset {{LauncherTie.ParentVariable}}
        export {{WorkerAlarm.SecondsVariable}}={{_plan.Budget.JobSeconds.ToString(CultureInfo.InvariantCulture)}}
        index={{ShellWord.Quote(index)}}
        job=$(sed -n "s/^$SLURM_ARRAY_TASK_ID //p" "$index")
        [ -n "$job" ] || { echo "$index: no line $SLURM_ARRAY_TASK_ID; is the folder shared with this node?" >&2; exit 1; }
        exec {{string.Join(' ', SystemProgram.Self.Select(ShellWord.Quote))}} sweep-job {{ShellWord.Quote(_folder.Path)}} "$job" >>{{ShellWord.Quote(logs)}}/"$job".log 2>&1

        """;
}
