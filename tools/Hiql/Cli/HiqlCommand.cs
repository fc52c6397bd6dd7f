using System.CommandLine;

namespace HiqlRobotics.Tools.Cli;

/// <summary>One line a reader can paste into a shell, and what it does.</summary>
internal sealed record Example(string CommandLine, string Does);

/// <summary>A command of the table, not yet built: start-up pays only for the command that was asked for.</summary>
/// <param name="Name">As typed.</param>
/// <param name="Summary">One line for <c>--help</c>.</param>
/// <param name="Create">Builds the command.</param>
internal sealed record CommandEntry(string Name, string Summary, Func<HiqlCommand> Create);

/// <summary>One command: its options, its examples, its work.</summary>
internal abstract class HiqlCommand
{
    /// <summary>Shown under the options by <c>--help</c>; a command without an example is not finished.</summary>
    public abstract IReadOnlyList<Example> Examples { get; }

    /// <summary>Commands below this one; a command has either these or work of its own.</summary>
    public virtual IReadOnlyList<CommandEntry> Subcommands => [];

    /// <summary>Adds arguments and options.</summary>
    public virtual void Configure(Command command)
    {
    }

    /// <summary>Does the work.</summary>
    /// <exception cref="Contracts.InputException">The input is wrong: exit code 2.</exception>
    /// <exception cref="Contracts.HiqlException">The run failed: exit code 1.</exception>
    public abstract Outcome Run(ParseResult arguments, Terminal terminal);
}
