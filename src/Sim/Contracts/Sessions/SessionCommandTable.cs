using System.Globalization;
using System.Numerics;

namespace HiqlRobotics.Contracts;

/// <summary>The commands by their first word, with their arguments.</summary>
internal static class SessionCommandTable
{
    private const int WrenchSize = 6;

    private static readonly Entry[] Entries =
    [
        new("reset", "TASK SEED", words => new SessionCommand.Reset(Number<int>(words[0]), Number<ulong>(words[1])), 2, 2),
        new("goal", "X Y …", words => new SessionCommand.Goal(Numbers<float>(words)), 1, int.MaxValue),
        new("subgoal", "Z1 Z2 …", words => new SessionCommand.Subgoal(Numbers<float>(words)), 1, int.MaxValue),
        new("release", "", _ => new SessionCommand.Release(), 0, 0),
        new("manager", "on|off", words => new SessionCommand.Manager(Switch(words[0])), 1, 1),
        new("worker", "on|off", words => new SessionCommand.Worker(Switch(words[0])), 1, 1),
        new("period", "STEPS", words => new SessionCommand.Period(Number<int>(words[0])), 1, 1),
        new("noise", "DEVIATION", words => new SessionCommand.Noise(Number<double>(words[0])), 1, 1),
        new("push", "BODY FX FY FZ TX TY TZ", words => new SessionCommand.Push(Number<int>(words[0]), Numbers<double>(words[1..])), 1 + WrenchSize, 1 + WrenchSize),
        new("run", "", _ => new SessionCommand.Run(), 0, 0),
        new("pause", "", _ => new SessionCommand.Pause(), 0, 0),
        new("step", "COUNT", words => new SessionCommand.Step(Number<int>(words[0])), 1, 1),
        new("seek", "TICK", words => new SessionCommand.Seek(Number<long>(words[0])), 1, 1),
        new("speed", "FACTOR|max", words => new SessionCommand.Speed(words[0] == "max" ? double.PositiveInfinity : Number<double>(words[0])), 1, 1),
    ];

    public static IEnumerable<string> Verbs => Entries.Select(entry => entry.Verb);

    public static SessionCommand Read(string line, string verb, string[] words)
    {
        var entry = Entries.FirstOrDefault(entry => entry.Verb == verb)
            ?? throw new InputException($"'{line}': there is no command {verb}; there are {string.Join(", ", Verbs)}");
        try
        {
            if (words.Length >= entry.Fewest && words.Length <= entry.Most)
                return entry.Make(words);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw Unfit(line, entry, e);
        }
        throw Unfit(line, entry, null);
    }

    private static InputException Unfit(string line, Entry entry, Exception? cause)
    {
        var message = $"'{line}': expected {entry.Verb} {entry.Arguments}".TrimEnd();
        return cause is null ? new InputException(message) : new InputException(message, cause);
    }

    private static T Number<T>(string word)
        where T : INumber<T>
    {
        var number = T.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture);
        return T.IsFinite(number) ? number : throw new FormatException(word);
    }

    private static T[] Numbers<T>(string[] words)
        where T : INumber<T> => [.. words.Select(Number<T>)];

    private static bool Switch(string word) => word switch
    {
        "on" => true,
        "off" => false,
        _ => throw new FormatException(word),
    };

    private sealed record Entry(string Verb, string Arguments, Func<string[], SessionCommand> Make, int Fewest, int Most);
}
