using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>
/// The folder of a sweep: the frozen plan, one file per result, and what jobs hand to each other. A result counts if its
/// file is whole and carries its own hash; everything else is as if it had never run.
/// </summary>
internal sealed class SweepFolder(string path)
{
    public string Path { get; } = path;

    /// <summary>What a job makes and works in.</summary>
    public string Work(string job) => In("work", job);

    /// <summary>What its process says.</summary>
    public string Log(string job) => In("logs", $"{job}.log");

    public string Dataset(string job) => System.IO.Path.Combine(Work(job), "dataset.npz");

    public string Run(string job) => System.IO.Path.Combine(Work(job), "run");

    public string Bundle(string job) => System.IO.Path.Combine(Work(job), "bundle");

    /// <summary>Takes the folder for one sweep process, or one job's.</summary>
    /// <param name="name">Of the lock, relative to the folder.</param>
    /// <exception cref="InputException">Somebody else has it.</exception>
    public FileStream Lock(string name)
    {
        var file = In(name, "lock");
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InputException($"{Path}: cannot be written: {e.Message}", e);
        }
        catch (IOException e) when (File.Exists(file))
        {
            throw new InputException($"{Path}: another sweep is at work there; wait for it, or stop it", e);
        }
    }

    /// <summary>Writes the plan of a new sweep.</summary>
    public void Save(SweepPlan plan) => AtomicFile.WriteAllText(In(SweepPlan.FileName), plan.ToJson());

    /// <summary>Whether there is a plan.</summary>
    public bool HasPlan => File.Exists(In(SweepPlan.FileName));

    public void Save(SweepResult result, SweepTiming timing)
    {
        AtomicFile.WriteAllText(Timings(result.Job), SweepJson.Write(timing));
        AtomicFile.WriteAllText(Results(result.Job), SweepJson.Write(new SealedResult(Hash(result), result)));
        if (File.Exists(Failures(result.Job)))
            File.Delete(Failures(result.Job));
    }

    public void Save(SweepFailure failure) => AtomicFile.WriteAllText(Failures(failure.Job), SweepJson.Write(failure));

    /// <summary>The result of a job.</summary>
    /// <param name="job">Its id.</param>
    /// <param name="result">It, if there is a valid one.</param>
    /// <param name="torn">Whether there is a file that is none.</param>
    public bool TryLoad(string job, [NotNullWhen(true)] out SweepResult? result, out bool torn)
    {
        result = Read<SealedResult>(Results(job)) is { } file && file.Sha256 == Hash(file.Result) && file.Result.Job == job ? file.Result : null;
        torn = result is null && File.Exists(Results(job));
        return result is not null;
    }

    /// <summary>What a job cost; null where nobody knows.</summary>
    public SweepTiming? LoadTiming(string job) => Read<SweepTiming>(Timings(job));

    /// <summary>Why a job has no result; null where nothing went wrong.</summary>
    public SweepFailure? LoadFailure(string job) => Read<SweepFailure>(Failures(job));

    private static string Hash(SweepResult result) => Sha256File.OfBytes(SweepJson.WriteLine(result));

    private static T? Read<T>(string path) where T : class
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return SweepJson.Read<T>(File.ReadAllText(path));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string Results(string job) => In("results", $"{job}.json");

    private string Timings(string job) => In("timings", $"{job}.json");

    private string Failures(string job) => In("failures", $"{job}.json");

    private string In(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);
}
