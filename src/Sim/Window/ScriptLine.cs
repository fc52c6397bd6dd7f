using System.Globalization;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Window;

/// <summary>One line of a script.</summary>
/// <param name="Number">In the file.</param>
/// <param name="Text">As it stands there.</param>
/// <param name="Verb">Its first word.</param>
/// <param name="Words">The others.</param>
/// <param name="Command">What the session is asked for; null for what concerns the window.</param>
/// <param name="Tick">The tick before which that is done; null for at once.</param>
internal sealed record ScriptLine(int Number, string Text, string Verb, IReadOnlyList<string> Words, SessionCommand? Command, long? Tick)
{
    // The words that are numbers, so that a script is refused before it begins.
    private static readonly Dictionary<string, Range> Numbers = new()
    {
        ["hold"] = 1..2,
        ["drag"] = ..4,
        ["scroll"] = ..1,
        ["resize"] = ..2,
        ["reopen"] = ..1,
    };

    private static readonly Dictionary<string, (int Fewest, int Most)> WindowVerbs = new()
    {
        ["env"] = (1, 1),
        ["bundle"] = (1, 1),
        ["task"] = (1, 1),
        ["beside"] = (1, 1),
        ["wait"] = (1, 1),
        ["key"] = (1, 1),
        ["hold"] = (2, 2),
        ["click"] = (2, 4),
        ["drag"] = (4, 7),
        ["scroll"] = (1, 1),
        ["resize"] = (2, 2),
        ["reopen"] = (1, 1),
        ["minimize"] = (0, 0),
        ["restore"] = (0, 0),
        ["screenshot"] = (1, 1),
        ["expect"] = (3, int.MaxValue),
    };

    /// <exception cref="InputException">It means nothing.</exception>
    public static ScriptLine Parse(int number, string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[0].StartsWith('@'))
        {
            if (!long.TryParse(words[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var tick) || words.Length < 2)
                throw new InputException($"'{text}': expected @TICK COMMAND");
            return new ScriptLine(number, text, words[1], words[2..], SessionCommand.Parse(string.Join(' ', words[1..])), tick);
        }
        if (!WindowVerbs.TryGetValue(words[0], out var arguments))
            return new ScriptLine(number, text, words[0], words[1..], ParseCommand(text), null);
        if (words.Length - 1 < arguments.Fewest || words.Length - 1 > arguments.Most)
            throw new InputException($"'{text}': expected {WindowScript.Instructions.First(line => line.StartsWith(words[0], StringComparison.Ordinal))}");
        if (words[0] is "key" or "hold" && KeyTable.Parse(words[1]) is null)
            throw new InputException($"'{text}': there is no key {words[1]}; keys are called as in the help (F1), e.g. Ctrl+P");
        var line = new ScriptLine(number, text, words[0], words[1..], null, null);
        if (line.Verb == "expect")
            _ = Expectation.Of(line);
        if (Numbers.TryGetValue(line.Verb, out var numbers))
            for (var (word, count) = numbers.GetOffsetAndLength(line.Words.Count); count > 0; word++, count--)
                _ = line.Value(word);
        return line;
    }

    /// <summary>A word as a number.</summary>
    /// <exception cref="InputException">It is none.</exception>
    public double Value(int word) => double.TryParse(Words[word], NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        ? value
        : throw new InputException($"'{Text}': expected a number, found '{Words[word]}'");

    private static SessionCommand ParseCommand(string text)
    {
        try
        {
            return SessionCommand.Parse(text);
        }
        catch (InputException e)
        {
            throw new InputException($"{e.Message}; for the window: {string.Join(", ", WindowVerbs.Keys)}", e);
        }
    }
}
