using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Recipes;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>
/// The points of a sweep: every row of the zip times every combination of the axes, on top of the base, without the
/// excluded ones. The last axis runs fastest.
/// </summary>
internal sealed class SweepGrid
{
    private readonly string _file;
    private readonly Dictionary<string, YamlWord> _base;
    private readonly Dictionary<string, IReadOnlyList<YamlWord>> _axes;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, YamlWord>> _rows;
    private readonly IReadOnlyList<IReadOnlyDictionary<string, YamlWord>> _excluded;

    /// <exception cref="InputException">An unknown key, one that is on two axes, an axis without values, or an exclusion of what is not on an axis.</exception>
    public SweepGrid(
        string file, Dictionary<string, YamlWord> @base, Dictionary<string, IReadOnlyList<YamlWord>> axes,
        IReadOnlyList<IReadOnlyDictionary<string, YamlWord>> rows, IReadOnlyList<IReadOnlyDictionary<string, YamlWord>> excluded)
    {
        (_file, _base, _axes, _rows, _excluded) = (file, @base, axes, rows, excluded);
        AxisNames = [.. rows.SelectMany(row => row.Keys).Distinct(), .. axes.Keys];
        RequireKeys();
    }

    /// <summary>Keys of the zip, then of the axes.</summary>
    public IReadOnlyList<string> AxisNames { get; }

    public IReadOnlyList<IReadOnlyDictionary<string, YamlWord>> Points()
    {
        IEnumerable<Dictionary<string, YamlWord>> points = _rows.Count == 0 ? [_base] : _rows.Select(row => With(_base, row));
        foreach (var (key, words) in _axes)
            points = points.SelectMany(point => words.Select(word => With(point, new Dictionary<string, YamlWord> { [key] = word })));
        IReadOnlyDictionary<string, YamlWord>[] left = [.. points.Where(point => !_excluded.Any(excluded => Matches(point, excluded)))];
        return left.Length > 0 ? left : throw new InputException($"{_file}: the exclusions leave nothing to run");
    }

    private void RequireKeys()
    {
        foreach (var (key, word) in _base.Concat(_rows.SelectMany(row => row)).Concat(_excluded.SelectMany(row => row)))
            SettingsReader.RequireKey(_file, key, word.Line);
        foreach (var (key, words) in _axes)
        {
            if (words.Count == 0)
                throw new InputException($"{_file}: axes: {key} has no values");
            SettingsReader.RequireKey(_file, key, words[0].Line);
            if (words.DistinctBy(word => word.Text).Count() < words.Count)
                throw new InputException($"{_file}: line {words[0].Line}: {key} has a value twice");
            if (_rows.Any(row => row.ContainsKey(key)))
                throw new InputException($"{_file}: line {words[0].Line}: {key} is both an axis and in the zip");
        }
        foreach (var (key, word) in _excluded.SelectMany(row => row))
            if (!AxisNames.Contains(key))
                throw new InputException($"{_file}: line {word.Line}: exclude names {key}, which no axis varies");
    }

    private static Dictionary<string, YamlWord> With(Dictionary<string, YamlWord> point, IReadOnlyDictionary<string, YamlWord> row)
    {
        var more = new Dictionary<string, YamlWord>(point);
        foreach (var (key, word) in row)
            more[key] = word;
        return more;
    }

    private static bool Matches(Dictionary<string, YamlWord> point, IReadOnlyDictionary<string, YamlWord> excluded) =>
        excluded.All(pair => point.TryGetValue(pair.Key, out var word) && word.Text == pair.Value.Text);
}
