using System.CommandLine;
using System.Numerics;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Cli;

/// <summary>Options that several commands share, so that they read and behave the same everywhere.</summary>
internal static class Options
{
    public static Option<string> Environment() => new("--env")
    {
        Description = "Environment, e.g. pointmaze-medium (hiql tasks lists all)",
        Required = true,
        HelpName = "name",
    };

    public static Option<string> Bundle() => new("--bundle")
    {
        Description = "Bundle folder, e.g. models/bundles/pointmaze-medium",
        Required = true,
        HelpName = "dir",
    };

    public static Option<ulong> Seed(string of) => new("--seed")
    {
        Description = $"Seed of {of}; the same seed gives the same bytes",
        DefaultValueFactory = _ => 0,
        HelpName = "n",
    };

    public static Option<int> Jobs() => new("--jobs")
    {
        Description = "Threads; the result does not depend on it",
        DefaultValueFactory = _ => System.Environment.ProcessorCount,
        HelpName = "n",
    };

    public static Option<Switch?> Graph() => new("--graph")
    {
        Description = "Follow the bundle's landmark graph; default: where it has one (hiql graph builds one)",
        HelpName = "on|off",
    };

    /// <summary>Null where nothing was said.</summary>
    public static bool? IsOn(Switch? value) => value is { } said ? said == Switch.On : null;

    /// <summary>Ids in the form <c>1-5</c> or <c>1,3</c>; null for all.</summary>
    /// <exception cref="InputException">Not of that form.</exception>
    public static IReadOnlyList<int>? ParseTasks(string? text)
    {
        if (text is null)
            return null;
        var ids = new List<int>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], out var first) || !int.TryParse(ends[^1], out var last) || first > last)
                throw new InputException($"--tasks: '{text}' is no list of task ids; write 1-5, or 1,3");
            ids.AddRange(Enumerable.Range(first, last - first + 1));
        }
        return ids;
    }

    /// <summary>Reads one entry of a list.</summary>
    public delegate bool ListEntry<T>(string word, out T value);

    /// <summary>Entries in the form <c>1,2,5</c>; null where the option was not given.</summary>
    /// <param name="option">Named in the error.</param>
    /// <param name="text">What was typed.</param>
    /// <param name="expected">What the entries are, e.g. <c>numbers above 0</c>.</param>
    /// <param name="read">Reads an entry, and refuses what it must not be.</param>
    /// <exception cref="InputException">Not of that form, or an entry comes twice.</exception>
    public static T[]? ParseList<T>(string option, string? text, string expected, ListEntry<T> read)
    {
        if (text is null)
            return null;
        T[] values = [.. text.Split(',').Select(word => read(word.Trim(), out var value)
            ? value : throw new InputException($"{option}: '{word}' in '{text}': expected {expected}, separated by commas"))];
        return values.Distinct().Count() == values.Length ? values : throw new InputException($"{option}: '{text}' has an entry twice");
    }

    /// <summary>A count that an option gave.</summary>
    /// <exception cref="InputException">Below 1.</exception>
    public static T Positive<T>(string option, T value)
        where T : INumber<T> => T.IsPositive(value) && !T.IsZero(value) ? value
            : throw new InputException($"{option}: expected 1 or more, found {value}");
}

/// <summary>The values of an option that is on or off.</summary>
internal enum Switch
{
    On,
    Off,
}
