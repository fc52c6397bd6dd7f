using System.CommandLine;
using System.CommandLine.Help;
using System.Text.Json;
using System.Text.RegularExpressions;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tools.Cli;

/// <summary>Builds the parser for one call, runs the command and prints its result.</summary>
internal static partial class CommandLine
{
    private static readonly Option<bool> Json = new("--json")
    {
        Description = "Print exactly one JSON document on stdout; progress and logs stay on stderr",
        Recursive = true,
    };

    public static int Run(string[] arguments, Interrupts interrupts)
    {
        var path = arguments.TakeWhile(word => !word.StartsWith('-')).ToArray();
        var root = new RootCommand("Offline goal-conditioned data to a controlled robot: HIQL on MuJoCo.") { Json };
        SetHelp(root, CommandTable.Examples);
        AddAll(root, CommandTable.Entries, path, interrupts);
        var parsed = root.Parse(arguments.Length == 0 ? ["--help"] : arguments);
        if (parsed.Errors.Count > 0 && parsed.Action is not ExampleHelp)
            throw new InputException(Complaint(parsed, path));
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    // Only the command on the path gets its options; the others are there for the list in --help.
    private static void AddAll(Command parent, IReadOnlyList<CommandEntry> entries, ReadOnlySpan<string> path, Interrupts interrupts)
    {
        foreach (var entry in entries)
        {
            var command = new Command(entry.Name, entry.Summary);
            parent.Add(command);
            if (path.Length == 0 || path[0] != entry.Name)
                continue;
            var work = entry.Create();
            SetHelp(command, work.Examples);
            work.Configure(command);
            AddAll(command, work.Subcommands, path[1..], interrupts);
            if (work.Subcommands.Count == 0)
                command.SetAction(parsed => Execute(work, parsed, interrupts));
        }
    }

    private static void SetHelp(Command command, IReadOnlyList<Example> examples)
    {
        var help = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (help is null)
            command.Add(help = new HelpOption());
        help.Action = new ExampleHelp((HelpAction)help.Action!, examples);
    }

    private static int Execute(HiqlCommand work, ParseResult parsed, Interrupts interrupts)
    {
        var terminal = new Terminal(Console.Error, !Console.IsErrorRedirected, TimeProvider.System, interrupts.Token);
        var outcome = work.Run(parsed, terminal);
        Console.Out.WriteLine(parsed.GetValue(Json)
            ? JsonSerializer.Serialize(outcome.Document, outcome.Document.GetType(), ContractJson.Document)
            : outcome.Text);
        return outcome.ExitCode;
    }

    private static string Complaint(ParseResult parsed, string[] path)
    {
        var command = parsed.CommandResult.Command;
        var stray = parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : null;
        var help = $"(see {string.Join(' ', path.TakeWhile(word => word != stray).Prepend("hiql").Append("--help"))})";
        if (stray is null && command.Subcommands.Count > 0)
            return $"{command.Name} needs a command: {string.Join(", ", command.Subcommands.Select(c => c.Name))} {help}";
        if (stray is null)
            return $"{Readable(parsed.Errors[0].Message)} {help}";
        string[] known = [.. command.Subcommands.Select(c => c.Name), .. command.Options.Select(o => o.Name)];
        var kind = stray.StartsWith('-') ? "option" : command.Subcommands.Count > 0 ? "command" : "argument";
        return $"unknown {kind} '{stray}'{Text.DidYouMean(stray, known)} {help}";
    }

    // The library speaks of .NET types; its users think in numbers.
    private static string Readable(string message) => OwnType().Replace(message, "").TrimEnd('.')
        .Replace("System.Nullable`1[", "", StringComparison.Ordinal)
        .Replace("]'", "'", StringComparison.Ordinal)
        .Replace("System.Int32", "a whole number", StringComparison.Ordinal)
        .Replace("System.UInt64", "a whole number from 0 on", StringComparison.Ordinal)
        .Replace("System.Int64", "a whole number", StringComparison.Ordinal)
        .Replace("System.Double", "a number", StringComparison.Ordinal)
        .Replace("as expected type", "as", StringComparison.Ordinal);

    [GeneratedRegex(@" as expected type '[^']*HiqlRobotics[^']*'")]
    private static partial Regex OwnType();
}
