using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Recipes;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>Turns the keys of one point into settings; a key nobody asks for is a mistake of the author.</summary>
internal sealed class SettingsReader
{
    private const string Default = "default";

    /// <summary>Prefix of keys that override single hyperparameters, e.g. <c>set.subgoal_steps</c>.</summary>
    public const string Override = "set.";

    private static readonly string[] TrainingKeys =
        ["data", "dataset_type", "dataset_episodes", "dataset_steps", "dataset_seed", "dataset_val", "agent", "preset", "steps", "seed", "threads"];

    /// <summary>Every key a point may have, apart from those that start with <see cref="Override"/>.</summary>
    public static IReadOnlyList<string> Keys { get; } =
        ["environment", "bundle", "policy", "manager_period", "graph", "tasks", "episodes", "eval_seed", "action_noise", .. TrainingKeys];

    private readonly string _file;
    private readonly IReadOnlyDictionary<string, YamlWord> _words;

    private SettingsReader(string file, IReadOnlyDictionary<string, YamlWord> words) => (_file, _words) = (file, words);

    /// <exception cref="InputException">A key is missing, a value is no such thing, or two keys exclude each other.</exception>
    public static SweepSettings Read(string file, IReadOnlyDictionary<string, YamlWord> words) => new SettingsReader(file, words).Read();

    /// <exception cref="InputException">There is no such key.</exception>
    public static void RequireKey(string file, string key, int line)
    {
        if (!Keys.Contains(key) && !key.StartsWith(Override, StringComparison.Ordinal))
            throw new InputException($"{file}: line {line}: unknown key '{key}'{Text.DidYouMean(key, [.. Keys])} (known here: {string.Join(", ", Keys)}, {Override}KEY)");
    }

    private SweepSettings Read()
    {
        var bundle = Find("bundle")?.Text;
        var stray = _words.FirstOrDefault(word => bundle is not null && (TrainingKeys.Contains(word.Key) || word.Key.StartsWith(Override, StringComparison.Ordinal)));
        if (stray.Key is not null)
            throw Wrong(stray.Key, stray.Value, "nothing: a bundle is named, so nothing is trained");
        var graph = ReadGraph(trained: bundle is null);
        return new SweepSettings
        {
            Environment = Find("environment")?.Text ?? throw new InputException($"{_file}: a point without 'environment'; put it under base, axes or zip"),
            Bundle = bundle,
            Training = bundle is null ? ReadTraining() : null,
            Policy = Find("policy") is { } policy && policy.Text != Default
                ? Enum.TryParse<PolicyKind>(policy.Text, ignoreCase: true, out var kind) ? kind : throw Wrong("policy", policy, "hiql, flat, random or default")
                : null,
            ManagerPeriod = Find("manager_period")?.Text is null or Default ? null : Number("manager_period", 1, 1),
            Graph = graph.Follow,
            GraphEdges = graph.Edges,
            Tasks = Find("tasks")?.Text is null or "all" ? null : Options.ParseTasks(_words["tasks"].Text),
            Episodes = Number("episodes", 50, 1),
            EvalSeed = Number("eval_seed", 0UL, 0UL),
            ActionNoise = Number("action_noise", 0.0, 0.0),
        };
    }

    private (bool? Follow, GraphEdges? Edges) ReadGraph(bool trained) => Find("graph") switch
    {
        null => (null, null),
        { Text: "off" } => (false, null),
        { Text: Default } => (null, trained ? GraphEdges.Value : null),
        { Text: "on" } => (true, trained ? GraphEdges.Value : null),
        { Text: "trajectories" } when trained => (true, GraphEdges.Trajectories),
        var word => throw Wrong("graph", word, trained ? "on, off, trajectories or default" : "on, off or default"),
    };

    private TrainingSettings ReadTraining() => new()
    {
        Dataset = Find("data") is { } data
            ? new DatasetSettings { Path = File.Exists(data.Text) ? data.Text : throw Wrong("data", data, "a dataset that is there") }
            : new DatasetSettings
            {
                Type = Find("dataset_type")?.Text ?? "navigate",
                Episodes = Number("dataset_episodes", 1000, 1),
                Steps = Number("dataset_steps", 1000, 1),
                Seed = Number("dataset_seed", 0UL, 0UL),
                Val = Number("dataset_val", 0, 0),
            },
        Agent = Find("agent")?.Text ?? "hiql",
        Preset = Find("preset")?.Text ?? "small",
        Steps = Find("steps") is null ? null : Number("steps", 0L, 1L),
        Seed = Number("seed", 0UL, 0UL),
        Threads = Number("threads", 1, 1),
        Set = [.. _words.Where(word => word.Key.StartsWith(Override, StringComparison.Ordinal))
            .OrderBy(word => word.Key, StringComparer.Ordinal).Select(word => $"{word.Key[Override.Length..]}={word.Value.Text}")],
    };

    private T Number<T>(string key, T otherwise, T minimum) where T : struct, ISpanParsable<T>, IComparable<T>
    {
        if (Find(key) is not { } word)
            return otherwise;
        return T.TryParse(word.Text, System.Globalization.CultureInfo.InvariantCulture, out var value) && value.CompareTo(minimum) >= 0 ? value
            : throw Wrong(key, word, $"{minimum} or more");
    }

    private YamlWord? Find(string key) => _words.TryGetValue(key, out var word) ? word : null;

    private InputException Wrong(string key, YamlWord found, string expected) =>
        new($"{_file}: line {found.Line}: {key} is '{found.Text}', expected {expected}");
}
