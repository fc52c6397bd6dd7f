using System.Text;
using System.Text.Json;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>A bundle's folder after the checks that need no engine: manifest, presence and hash of every file.</summary>
internal sealed class BundleFolder
{
    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    private BundleFolder(string path, BundleManifest manifest, string sha256)
    {
        Path = path;
        Manifest = manifest;
        Sha256 = sha256;
    }

    public string Path { get; }

    public BundleManifest Manifest { get; }

    /// <summary>Of the manifest, which holds every other file's.</summary>
    public string Sha256 { get; }

    /// <exception cref="InputException">No bundle, another format, a missing or a changed file.</exception>
    public static BundleFolder Open(string path)
    {
        if (!Directory.Exists(path))
            throw new InputException($"{path}: no such bundle folder; train one, or name the folder that holds {BundleManifest.FileName}");
        var file = System.IO.Path.Combine(path, BundleManifest.FileName);
        if (!File.Exists(file))
            throw new InputException($"{file}: missing: {path} is no bundle; name the folder of one, or export it again");
        var text = ReadAll(file);
        RequireUnchanged(file, text, ReadAll(System.IO.Path.Combine(path, BundleManifest.ChecksumFileName)));
        var folder = new BundleFolder(path, ParseManifest(file, text), Sha256File.OfBytes(text));
        folder.RequireSensible(file);
        foreach (var (name, hash) in folder.Manifest.Files)
            folder.ReadFile(name, hash);
        return folder;
    }

    public string FilePath(string name) => System.IO.Path.Combine(Path, name);

    public bool Contains(string name) => _files.ContainsKey(name);

    /// <summary>The bytes that were hashed: what is run is what was checked.</summary>
    public byte[] Bytes(string name) => _files.TryGetValue(name, out var bytes)
        ? bytes
        : throw new InputException(
            $"{FilePath(BundleManifest.FileName)}: files: {name} is not listed, expected for a "
            + $"{(Manifest.Hierarchical ? "hierarchical" : "flat")} bundle; export the bundle again");

    private static byte[] ReadAll(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is FileNotFoundException ? "missing" : e.Message;
            throw new InputException($"{file}: {reason}; export the bundle again", e);
        }
    }

    private static void RequireUnchanged(string file, byte[] text, ReadOnlySpan<byte> checksum)
    {
        if (!checksum.SequenceEqual(Encoding.UTF8.GetBytes(BundleManifest.Checksum(text))))
            throw new InputException(
                $"{file}: sha256: found {Sha256File.OfBytes(text)}, {BundleManifest.ChecksumFileName} holds another; "
                + "one of the two was changed after the export: copy or export the bundle again");
    }

    // The version first: a newer schema may have fields that this one cannot read.
    private static BundleManifest ParseManifest(string file, byte[] text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var version = document.RootElement.TryGetProperty("format_version", out var found) ? found.GetInt32() : 0;
            if (version is < BundleManifest.FirstFormatVersion or > BundleManifest.CurrentFormatVersion)
                throw new InputException(
                    $"{file}: format_version: expected {BundleManifest.FirstFormatVersion} to {BundleManifest.CurrentFormatVersion}, "
                    + $"found {version}; export the bundle again with this version");
            return document.Deserialize<BundleManifest>(ContractJson.Document)!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InputException($"{file}: not a bundle manifest ({e.Message}); export the bundle again", e);
        }
    }

    private void RequireSensible(string file)
    {
        var hierarchy = Manifest.Hierarchical ? 1 : 0;
        Require(file, "manager_period", Manifest.ManagerPeriod, hierarchy);
        Require(file, "rep_dim", Manifest.RepDim, hierarchy);
        Require(file, "action_chunk", Manifest.ActionsAtOnce, 1);
        if (Manifest is { Hierarchical: false, ActionChunk: > 1 })
            throw new InputException($"{file}: action_chunk: expected 1 for a flat agent, found {Manifest.ActionChunk}; export the bundle again");
        if (Manifest.GoalWithin is { } within)
            Require(file, "goal_within", within, 1);
        if (!(Manifest.Environment.ControlTimestep > 0) || double.IsInfinity(Manifest.Environment.ControlTimestep))
            throw new InputException(
                $"{file}: environment.control_timestep: expected seconds > 0, found {Manifest.Environment.ControlTimestep}");
        RequireSensibleGraph(file);
    }

    // A graph of another value function would lead somewhere else without a word.
    private void RequireSensibleGraph(string file)
    {
        const string mend = "build the graph again: hiql graph";
        if (Manifest.Graph is not { } graph)
            return;
        if (graph.Complaint() is { } complaint)
            throw new InputException($"{file}: graph.{complaint}; {mend}");
        if (!Manifest.Files.ContainsKey(BundleFiles.Graph))
            throw new InputException($"{file}: files: {BundleFiles.Graph} is not listed, expected for a bundle with a graph; {mend}");
        if (Manifest.Files.GetValueOrDefault(BundleFiles.Value) is var value && value != graph.ValueSha256)
            throw new InputException(
                $"{file}: graph.value_sha256: expected {value ?? "none"} as of {BundleFiles.Value}, found {graph.ValueSha256}; {mend}");
    }

    private static void Require(string file, string field, int found, int minimum)
    {
        if (found < minimum)
            throw new InputException($"{file}: {field}: expected at least {minimum}, found {found}; export the bundle again");
    }

    private void ReadFile(string name, string expected)
    {
        var file = FilePath(name);
        if (System.IO.Path.GetFileName(name) != name)
            throw new InputException($"{FilePath(BundleManifest.FileName)}: files: {name} is not a plain file name");
        var bytes = ReadAll(file);
        var found = Sha256File.OfBytes(bytes);
        if (found != expected)
            throw new InputException($"{file}: sha256: expected {expected}, found {found}; {Explain(name, found)}");
        _files.Add(name, bytes);
    }

    private string Explain(string name, string found)
    {
        var other = Manifest.Files.FirstOrDefault(file => file.Value == found).Key;
        return other is null
            ? "the file was changed after the export: copy or export the bundle again"
            : $"this is {other}'s content: {name} and {other} were swapped or copied over each other";
    }
}
