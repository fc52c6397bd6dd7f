using System.IO.Compression;
using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Doctor;

namespace HiqlRobotics.Tools.Sim;

/// <summary>All that is needed to look into a fault, in one archive.</summary>
internal static class BugBundle
{
    /// <summary>Writes it.</summary>
    /// <param name="path">The archive.</param>
    /// <param name="mjcf">The model.</param>
    /// <param name="snapshot">How things stood.</param>
    /// <param name="screenshot">PNG.</param>
    /// <param name="files">Log, script, manifest; those that are not there are left out.</param>
    /// <exception cref="HiqlException">It cannot be written.</exception>
    public static void Write(string path, string mjcf, SessionSnapshot snapshot, byte[] screenshot, IEnumerable<string?> files) =>
        AtomicFile.Write(path, stream =>
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            Add(archive, "model.xml", System.Text.Encoding.UTF8.GetBytes(mjcf));
            Add(archive, "snapshot.json", JsonSerializer.SerializeToUtf8Bytes(snapshot, Readable));
            Add(archive, "versions.json", JsonSerializer.SerializeToUtf8Bytes(new[] { EngineProbe.MuJoCo(), EngineProbe.OnnxRuntime(), EngineProbe.Glfw() }, ContractJson.Document));
            Add(archive, "screenshot.png", screenshot);
            foreach (var file in files)
                if (file is not null && File.Exists(file))
                    AddFile(archive, file);
        });

    // A snapshot holds a pair of numbers as a tuple.
    private static readonly JsonSerializerOptions Readable = new(ContractJson.Document) { IncludeFields = true };

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }

    // The log is still being written: whole records up to now are what counts.
    private static void AddFile(ZipArchive archive, string file)
    {
        using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var entry = archive.CreateEntry(Path.GetFileName(file)).Open();
        source.CopyTo(entry);
    }
}
