using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>Slurm by its own commands: the one interface that every cluster has, whatever its version.</summary>
internal sealed class SlurmClient
{
    // Fixed widths: a column that is empty does not shift the others.
    private static readonly (string Field, int Width)[] Columns =
        [("ArrayJobID", 24), ("ArrayTaskID", 24), ("State", 24), ("exit_code", 24), ("Comment", 64), ("Reason", 64)];

    private static readonly Dictionary<string, string> NoVariables = [];

    private readonly string _sbatch = Require("sbatch"), _squeue = Require("squeue"), _scancel = Require("scancel");

    /// <summary>Submits a script.</summary>
    /// <returns>Its job id.</returns>
    /// <exception cref="HiqlException">Slurm refuses it; the message says why.</exception>
    public string Submit(IEnumerable<string> arguments) =>
        // On clusters of clusters: "id;cluster".
        PeerProcess.Run(_sbatch, NoVariables, ["--parsable", .. arguments]).Trim().Split(';')[0];

    /// <summary>Every task of a name, those that ended lately too.</summary>
    /// <exception cref="HiqlException">Slurm does not answer.</exception>
    public IReadOnlyList<SlurmRow> Queue(string name)
    {
        var format = string.Join(',', Columns.Select(column => $"{column.Field}:{column.Width}"));
        var lines = PeerProcess.Run(_squeue, NoVariables, "--noheader", "--array", "--states=all", $"--name={name}", $"--Format={format}");
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<SlurmRow>()];
    }

    /// <summary>Ends every task of a name; those that run may save first.</summary>
    public void CancelAll(string name) => PeerProcess.Run(_scancel, NoVariables, $"--name={name}");

    /// <summary>The same for those that have not started.</summary>
    public void CancelPending(string name) => PeerProcess.Run(_scancel, NoVariables, $"--name={name}", "--state=PENDING");

    /// <summary>The same for some.</summary>
    public void Cancel(IReadOnlyList<string> tasks)
    {
        // Without any, scancel takes it as a mistake.
        if (tasks.Count > 0)
            PeerProcess.Run(_scancel, NoVariables, ["--quiet", .. tasks]);
    }

    private static SlurmRow? Parse(string line)
    {
        var cells = new string[Columns.Length];
        for (var (c, from) = (0, 0); c < cells.Length; from += Columns[c++].Width)
            cells[c] = line.PadRight(from + Columns[c].Width).Substring(from, Columns[c].Width).Trim();
        // What is no task of an array is not ours.
        return int.TryParse(cells[1], CultureInfo.InvariantCulture, out var number) && int.TryParse(cells[3], CultureInfo.InvariantCulture, out var status)
            ? new SlurmRow(cells[0], number, cells[2], status, cells[4], cells[5])
            : null;
    }

    private static string Require(string program) => SystemProgram.Find(program) ?? throw new InputException(
        $"--launcher slurm: {program} is not installed here; run the sweep where the cluster's jobs are submitted (Debian: apt-get install slurm-client)");
}
