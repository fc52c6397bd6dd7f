using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HiqlRobotics.Contracts;

/// <summary>The schema of a bundle's <c>manifest.json</c>: everything a controller checks before it moves a robot.</summary>
public sealed record BundleManifest
{
    /// <summary>File name of the manifest in the bundle's folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>File that holds the manifest's own hash, so that no byte of a bundle changes unnoticed.</summary>
    public const string ChecksumFileName = "manifest.sha256";

    /// <summary>Version of this schema; a reader refuses what it does not know.</summary>
    public const int CurrentFormatVersion = 5;

    /// <summary>Version of bundles that have nothing that came later, so that controllers of that time run them.</summary>
    public const int FirstFormatVersion = 1;

    private const int GraphFormatVersion = 2, GoalWithinFormatVersion = 3, PartsFormatVersion = 4;

    /// <summary>Version of the schema this bundle was written with: the first that has all it needs.</summary>
    public int FormatVersion { get; init; } = FirstFormatVersion;

    /// <summary>The environment the policy was trained for.</summary>
    public required EnvironmentSpec Environment { get; init; }

    /// <summary>Algorithm: <c>hiql</c>, <c>gcivl</c>, <c>gcbc</c>, <c>gciql</c>, <c>lavl</c>.</summary>
    public required string Agent { get; init; }

    /// <summary>Whether there is a manager; without one the worker takes the goal in place of the subgoal.</summary>
    public required bool Hierarchical { get; init; }

    /// <summary>Training horizon k in control steps; 0 for flat agents.</summary>
    public required int SubgoalSteps { get; init; }

    /// <summary>Default number of control steps a subgoal is held at deployment; not the same thing as the training horizon.</summary>
    public required int ManagerPeriod { get; init; }

    /// <summary>
    /// Control steps, by V, from which on the goal itself is the subgoal, φ(s, g), and the manager is not asked; null for never, as
    /// published. Since format version 3.
    /// </summary>
    public int? GoalWithin { get; init; }

    /// <summary>
    /// Whether the manager is also asked for every part of the goal by itself, and V says which of its proposals is followed; null for no,
    /// as published. Since format version 4.
    /// </summary>
    public bool? GoalParts { get; init; }

    /// <summary>
    /// Consecutive actions that the worker decides on at once, and that are done before it is asked again; null for one, as published.
    /// Since format version 4.
    /// </summary>
    public int? ActionChunk { get; init; }

    /// <summary>Actions in one answer of the worker.</summary>
    [JsonIgnore]
    public int ActionsAtOnce => ActionChunk ?? 1;

    /// <summary>What a subgoal is; means nothing for flat agents.</summary>
    public SubgoalRep SubgoalRep { get; init; } = SubgoalRep.Phi;

    /// <summary>Numbers in a subgoal; 0 for flat agents.</summary>
    public required int RepDim { get; init; }

    /// <summary>The resolved training configuration, as the trainer saved it.</summary>
    public required JsonElement Config { get; init; }

    /// <summary>Seed of the training run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Gradient steps behind these weights.</summary>
    public required long Steps { get; init; }

    /// <summary>SHA-256 of the training dataset.</summary>
    public required string DatasetSha256 { get; init; }

    /// <summary>Metrics at the time of writing, by their logged names.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>How the landmark graph in <see cref="BundleFiles.Graph"/> was built and is used; null where there is none. Since format version 2.</summary>
    public GraphSettings? Graph { get; init; }

    /// <summary>SHA-256 (lower-case hex) of every other file in the bundle but the manifest's checksum, by file name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    private int NeededFormatVersion => this switch
    {
        { Graph.TrajectoriesSha256: not null } => CurrentFormatVersion,
        { ActionChunk: not null } or { GoalParts: not null } => PartsFormatVersion,
        { GoalWithin: not null } => GoalWithinFormatVersion,
        { Graph: not null } => GraphFormatVersion,
        _ => FirstFormatVersion,
    };

    /// <summary>Content of <see cref="ChecksumFileName"/> for a manifest's bytes, as <c>sha256sum</c> writes and checks it.</summary>
    public static string Checksum(ReadOnlySpan<byte> manifest) => $"{Sha256File.OfBytes(manifest)}  {FileName}\n";

    /// <summary>Writes the manifest and its checksum into a folder that holds all other files of the bundle, and hashes those.</summary>
    /// <param name="folder">The bundle's folder.</param>
    /// <exception cref="HiqlException">It cannot be written.</exception>
    public void WriteInto(string folder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder))
            files[Path.GetFileName(file)] = Sha256File.OfFile(file);
        var complete = this with
        {
            FormatVersion = NeededFormatVersion,
            Files = files,
            Metrics = new SortedDictionary<string, double>(Metrics.ToDictionary(), StringComparer.Ordinal),
        };
        var text = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(complete, ContractJson.Document) + "\n");
        AtomicFile.WriteAllBytes(Path.Combine(folder, FileName), text);
        AtomicFile.WriteAllText(Path.Combine(folder, ChecksumFileName), Checksum(text));
    }
}
