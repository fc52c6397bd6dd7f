namespace HiqlRobotics.Sim.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hiql-sim-");

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public string[] Entries() => [.. _folder.EnumerateFileSystemInfos().Select(entry => entry.Name).Order()];

    public void Dispose() => _folder.Delete(recursive: true);
}
