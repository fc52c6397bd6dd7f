using System.Globalization;
using HiqlRobotics.Contracts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HiqlRobotics.Tools.Recipes;

/// <summary>
/// One mapping of a YAML file, read key by key. What was never asked for is a mistake of the author, reported with
/// its line and the nearest key there is.
/// </summary>
internal sealed class YamlSection
{
    private readonly string _file;
    private readonly YamlMappingNode _node;
    private readonly HashSet<string> _known = [];

    public YamlSection(string file, YamlMappingNode node) => (_file, _node) = (file, node);

    /// <summary>The root of a file.</summary>
    /// <param name="path">The YAML file.</param>
    /// <param name="kind">What it is, e.g. <c>recipe</c>.</param>
    /// <param name="folder">Where the repository has some.</param>
    /// <exception cref="InputException">The file is missing, is no YAML, or is not one document of keys and values.</exception>
    public static YamlSection Load(string path, string kind, string folder)
    {
        if (!File.Exists(path))
            throw new InputException($"{path}: no such {kind}; the {folder}/ folder has some");
        var stream = new YamlStream();
        try
        {
            using var reader = File.OpenText(path);
            stream.Load(reader);
        }
        catch (YamlException e)
        {
            throw new InputException($"{path}: line {e.Start.Line}: not readable as YAML ({e.InnerException?.Message ?? e.Message})", e);
        }
        return stream.Documents is [{ RootNode: YamlMappingNode root }] ? new YamlSection(path, root)
            : throw new InputException($"{path}: expected one document of keys and values");
    }

    /// <summary>Keys in the order of the file, for sections whose keys are free.</summary>
    public IEnumerable<string> Keys => _node.Children.Keys.Select(key => key.ToString());

    public string Text(string key, string? otherwise = null) =>
        Find(key) is { } node ? Scalar(key, node) : otherwise ?? throw Missing(key);

    public T Number<T>(string key, T otherwise, T minimum) where T : struct, ISpanParsable<T>, IComparable<T>
    {
        if (Find(key) is not { } node)
            return otherwise;
        var value = Parse<T>(key, node);
        return value.CompareTo(minimum) >= 0 ? value : throw Wrong(node, key, value, $"{minimum} or more");
    }

    public IReadOnlyList<string> List(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode sequence => [.. sequence.Select(item => Scalar(key, item))],
        var node => throw Wrong(node, key, node, "a list, e.g. [a, b]"),
    };

    /// <summary>The section of that name; an empty one where the file has none.</summary>
    public YamlSection Section(string key) => Find(key) switch
    {
        null => new YamlSection(_file, []),
        YamlMappingNode mapping => new YamlSection(_file, mapping),
        var node => throw Wrong(node, key, node, "keys and values below it"),
    };

    /// <summary>A list of sections; none where the file has no such key.</summary>
    public IReadOnlyList<YamlSection> Sections(string key) => Find(key) switch
    {
        null => [],
        YamlSequenceNode sequence => [.. sequence.Select(item => item is YamlMappingNode mapping ? new YamlSection(_file, mapping)
            : throw Wrong(item, key, item, "a list of {key: value, …}"))],
        var node => throw Wrong(node, key, node, "a list of {key: value, …}"),
    };

    /// <summary>Every key with its single value, for sections whose keys are free.</summary>
    public IReadOnlyDictionary<string, YamlWord> Words() =>
        _node.Children.ToDictionary(pair => pair.Key.ToString(), pair => Word(pair.Key.ToString(), pair.Value));

    /// <summary>Every key with its list of values, for sections whose keys are free.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<YamlWord>> WordLists() => _node.Children.ToDictionary(
        pair => pair.Key.ToString(),
        pair => pair.Value is YamlSequenceNode sequence ? (IReadOnlyList<YamlWord>)[.. sequence.Select(item => Word(pair.Key.ToString(), item))]
            : throw Wrong(pair.Value, pair.Key.ToString(), pair.Value, "a list, e.g. [a, b]"));

    /// <summary>Complains about the first key nobody asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (var (node, _) in _node.Children)
            if (node is not YamlScalarNode { Value: { } key } || !_known.Contains(key))
                throw new InputException($"{_file}: line {node.Start.Line}: unknown key '{node}'{Cli.Text.DidYouMean(node.ToString(), _known)}"
                    + $" (known here: {string.Join(", ", _known)})");
    }

    public T Parse<T>(string key, YamlNode node) where T : struct, ISpanParsable<T> =>
        T.TryParse(Scalar(key, node), CultureInfo.InvariantCulture, out var value) ? value
            : throw Wrong(node, key, node, "a number");

    public InputException Wrong(YamlNode node, string key, object found, string expected) =>
        new($"{_file}: line {node.Start.Line}: {key} is '{found}', expected {expected}");

    public YamlNode? Find(string key)
    {
        _known.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    private YamlWord Word(string key, YamlNode node) => new(Scalar(key, node), (int)node.Start.Line);

    private string Scalar(string key, YamlNode node) =>
        node is YamlScalarNode { Value: { } value } ? value : throw Wrong(node, key, node, "a single value");

    // A mistyped key is both unknown and missing; its line is what the author needs.
    private InputException Missing(string key)
    {
        var mistyped = _node.Children.Keys.FirstOrDefault(node => Cli.Text.DidYouMean(node.ToString(), [key]).Length > 0);
        return mistyped is null ? new InputException($"{_file}: the key '{key}' is missing")
            : new InputException($"{_file}: line {mistyped.Start.Line}: unknown key '{mistyped}'; did you mean '{key}'?");
    }
}
