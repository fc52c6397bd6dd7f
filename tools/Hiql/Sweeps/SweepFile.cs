using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Recipes;

namespace HiqlRobotics.Tools.Sweeps;

/// <summary>What a job may cost, and what happens when it fails.</summary>
/// <param name="JobSeconds">Wall time after which a job is killed; 0 for no limit.</param>
/// <param name="Retries">Further attempts after a failure.</param>
/// <param name="MaxFailures">Failed jobs after which no more are started; 0 to carry on whatever happens.</param>
internal sealed record SweepBudget(double JobSeconds, int Retries, int MaxFailures);

/// <summary>How a report reads the grid.</summary>
/// <param name="Compare">The axis whose values are compared.</param>
/// <param name="Over">The axis that is a repetition, e.g. the training seed.</param>
internal sealed record SweepView(string Compare, string? Over);

/// <summary>A sweep as it is written in <c>sweeps/</c>: base, axes, zips, exclusions, budgets.</summary>
internal sealed record SweepFile
{
    /// <summary>File name without extension.</summary>
    public required string Name { get; init; }

    /// <summary>One line of what it answers.</summary>
    public required string Question { get; init; }

    /// <summary>Every point of the grid, by key, in the order of the file.</summary>
    public required IReadOnlyList<IReadOnlyDictionary<string, YamlWord>> Points { get; init; }

    /// <summary>Whether any point trains what it evaluates.</summary>
    public bool Trains => Points.Any(words => !words.ContainsKey("bundle"));

    /// <summary>Keys that differ between points, in the order of the file.</summary>
    public required IReadOnlyList<string> Axes { get; init; }

    public required SweepBudget Budget { get; init; }

    public required SweepView View { get; init; }

    /// <summary>Reads a sweep and expands it.</summary>
    /// <param name="path">The YAML file.</param>
    /// <param name="small">Whether what stands under <c>small</c> takes the place of what stands above.</param>
    /// <exception cref="InputException">The file is missing, is no YAML, or has an unknown key or a wrong value.</exception>
    public static SweepFile Read(string path, bool small)
    {
        var root = YamlSection.Load(path, "sweep", "sweeps");
        var over = root.Section("small");
        var grid = new SweepGrid(path, ReadBase(root, over, small), ReadAxes(root, over, small), ReadRows(root, over, small), Sections(root, "exclude"));
        var budget = root.Section("budget");
        var view = root.Section("report");
        var file = new SweepFile
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Question = root.Text("question"),
            Points = grid.Points(),
            Axes = grid.AxisNames,
            Budget = new SweepBudget(budget.Number("job_seconds", 0.0, 0.0), budget.Number("retries", 1, 0), budget.Number("max_failures", 0, 0)),
            View = ReadView(path, view, grid.AxisNames),
        };
        foreach (var section in new[] { root, over, budget, view })
            section.RefuseUnknown();
        return file;
    }

    private static SweepView ReadView(string path, YamlSection view, IReadOnlyList<string> axes)
    {
        string Axis(string key, string name) => axes.Contains(name) ? name
            : throw new InputException($"{path}: report.{key} is '{name}', expected an axis: {string.Join(", ", axes)}");
        var over = view.Text("over", axes.Contains("seed") ? "seed" : "");
        var compare = view.Text("compare", axes.FirstOrDefault(axis => axis != over) ?? "");
        if (axes.Count == 0)
            return new SweepView("environment", null);
        return new SweepView(Axis("compare", compare.Length == 0 ? axes[0] : compare), over.Length == 0 ? null : Axis("over", over));
    }

    private static Dictionary<string, YamlWord> ReadBase(YamlSection root, YamlSection over, bool small)
    {
        var words = new Dictionary<string, YamlWord>(root.Section("base").Words());
        foreach (var (key, word) in over.Section("base").Words())
            if (small)
                words[key] = word;
        return words;
    }

    private static Dictionary<string, IReadOnlyList<YamlWord>> ReadAxes(YamlSection root, YamlSection over, bool small)
    {
        var axes = new Dictionary<string, IReadOnlyList<YamlWord>>(root.Section("axes").WordLists());
        foreach (var (key, words) in over.Section("axes").WordLists())
            if (small)
                axes[key] = words;
        return axes;
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, YamlWord>> ReadRows(YamlSection root, YamlSection over, bool small)
    {
        var (rows, smallRows) = (Sections(root, "zip"), Sections(over, "zip"));
        return small && smallRows.Count > 0 ? smallRows : rows;
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, YamlWord>> Sections(YamlSection root, string key) =>
        [.. root.Sections(key).Select(section => section.Words())];
}
