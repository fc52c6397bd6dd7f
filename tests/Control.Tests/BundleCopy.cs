using System.Text;
using System.Text.Json.Nodes;
using HiqlRobotics.Contracts;
using HiqlRobotics.Testing;

namespace HiqlRobotics.Tests.Control;

/// <summary>A damaged copy of a fixture in a folder of its own.</summary>
internal sealed class BundleCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public BundleCopy(string fixture)
    {
        foreach (var file in Directory.GetFiles(fixture))
            File.Copy(file, PathOf(Path.GetFileName(file)));
    }

    public string Folder => _folder.Path;

    public string PathOf(string name) => _folder.File(name);

    public void FlipByte(string name)
    {
        var bytes = File.ReadAllBytes(PathOf(name));
        bytes[bytes.Length / 2] ^= 1;
        AtomicFile.WriteAllBytes(PathOf(name), bytes);
    }

    public void Swap(string left, string right)
    {
        var (a, b) = (File.ReadAllBytes(PathOf(left)), File.ReadAllBytes(PathOf(right)));
        AtomicFile.WriteAllBytes(PathOf(left), b);
        AtomicFile.WriteAllBytes(PathOf(right), a);
    }

    public void EditManifest(Action<JsonObject> edit)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(PathOf(BundleManifest.FileName)))!.AsObject();
        edit(manifest);
        WriteManifest(manifest.ToJsonString());
    }

    /// <summary>Any text as a manifest, with a checksum that fits.</summary>
    public void WriteManifest(string text)
    {
        AtomicFile.WriteAllText(PathOf(BundleManifest.FileName), text);
        AtomicFile.WriteAllText(PathOf(BundleManifest.ChecksumFileName), BundleManifest.Checksum(Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Makes the hashes fit whatever the files hold now, as a careless tool would.</summary>
    public void Rehash() => EditManifest(manifest =>
    {
        var files = manifest["files"]!.AsObject();
        foreach (var name in files.Select(file => file.Key).ToArray())
            files[name] = Sha256File.OfFile(PathOf(name));
    });

    public void Dispose() => _folder.Dispose();
}
