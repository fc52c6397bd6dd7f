using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>setup</c> and <c>test</c> build this very program, so the launcher does them before it exists.</summary>
internal sealed class LauncherCommand(string name) : HiqlCommand
{
    public override IReadOnlyList<Example> Examples => [new($"./hiql {name}", "from the root of the repository")];

    public override Outcome Run(ParseResult arguments, Terminal terminal) =>
        throw new InputException($"'{name}' is done by the launcher; call ./hiql {name} in the root of the repository");
}
