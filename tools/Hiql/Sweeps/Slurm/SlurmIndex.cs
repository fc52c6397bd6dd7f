using System.Globalization;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Sweeps.Slurm;

/// <summary>
/// Which task does which job: a file per array, written before it is submitted and named in the array's comment, so that
/// nodes can look it up, and so can whoever goes on after the launcher was killed.
/// </summary>
/// <param name="folder">The sweep's, absolute.</param>
internal sealed class SlurmIndex(string folder)
{
    private const string Extension = ".index";

    private readonly string _folder = Path.Combine(folder, "slurm");

    /// <summary>A name that no array of this sweep has had.</summary>
    public string NextName() => (Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, $"*{Extension}").Count() : 0)
        .ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The file: lines of number and job.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name + Extension);

    /// <summary>The script of the array, beside it.</summary>
    public string ScriptOf(string name) => Path.Combine(_folder, $"{name}.sh");

    public void Save(string name, IReadOnlyDictionary<int, SweepJob> tasks) => AtomicFile.WriteAllText(
        PathOf(name), string.Concat(tasks.Select(task => string.Create(CultureInfo.InvariantCulture, $"{task.Key} {task.Value.Id}\n"))));

    /// <summary>Id of the job of a task; null if there is no such array or task.</summary>
    public string? Find(string name, int number)
    {
        if (!File.Exists(PathOf(name)))
            return null;
        var start = string.Create(CultureInfo.InvariantCulture, $"{number} ");
        return File.ReadLines(PathOf(name)).FirstOrDefault(line => line.StartsWith(start, StringComparison.Ordinal))?[start.Length..];
    }
}
