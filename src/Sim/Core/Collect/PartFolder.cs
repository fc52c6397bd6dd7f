using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Collect;

/// <summary>The folder <c>F.npz.parts/</c> of an unfinished dataset: its job, its parts, and a lock.</summary>
internal sealed class PartFolder : IDisposable
{
    private const string JobFile = "job.json";
    private const string LockFile = "lock";
    private readonly FileStream _lock;

    /// <summary>Opens the folder, or makes it.</summary>
    /// <exception cref="InputException">It holds the parts of something else, or another process is at work in it.</exception>
    public PartFolder(string dataset, DatasetJob job)
    {
        Path = dataset + ".parts";
        _lock = Lock(Path);
        try
        {
            RequireSameJob(job);
        }
        catch (InputException)
        {
            _lock.Dispose();
            throw;
        }
        Parts = new PartFile(Path, job);
    }

    public string Path { get; }

    public PartFile Parts { get; }

    /// <summary>Removes the folder, once its dataset is in place.</summary>
    public void Delete() => Directory.Delete(Path, recursive: true);

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(
                System.IO.Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (File.Exists(System.IO.Path.Combine(folder, LockFile)))
        {
            throw new InputException($"{folder}: another collection is at work there; wait for it, or choose another --out", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder}: cannot be written ({e.Message}); choose another --out", e);
        }
    }

    private void RequireSameJob(DatasetJob job)
    {
        var file = System.IO.Path.Combine(Path, JobFile);
        var text = JsonSerializer.Serialize(job, ContractJson.Document);
        if (!File.Exists(file))
            AtomicFile.WriteAllText(file, text);
        else if (File.ReadAllText(file) != text)
            throw new InputException(
                $"{Path}: holds an interrupted collection with other settings (see {JobFile}); repeat those, delete the folder, or choose another --out");
    }
}
