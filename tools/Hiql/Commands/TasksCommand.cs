using System.CommandLine;
using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql tasks</c>: the catalog.</summary>
internal sealed class TasksCommand : HiqlCommand
{
    private readonly Argument<string?> _environment = new("environment")
    {
        Description = "List this one's evaluation tasks",
        DefaultValueFactory = _ => null,
        HelpName = "environment",
    };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql tasks", "a table of all environments"),
        new("hiql tasks scene", "what is asked for in one of them"),
        new("hiql tasks --json", "the same for programs, with every evaluation task"),
    ];

    public override void Configure(Command command) => command.Add(_environment);

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        if (arguments.GetValue(_environment) is { } name)
            return One(Describe(name));
        var entries = EnvironmentCatalog.Names.Select(Describe).ToArray();
        string[][] rows =
        [
            ["environment", "observation", "action", "control step", "max steps", "tasks"],
            .. entries.Select(e => (string[])[
                e.Name, $"{e.ObservationDim}", $"{e.ActionDim}", string.Create(CultureInfo.InvariantCulture, $"{e.ControlDt} s"), $"{e.MaxSteps}", $"{e.Tasks.Count}"]),
        ];
        return new Outcome(entries, Text.Table(rows));
    }

    private static Outcome One(Entry entry) => new(
        entry, Text.Table([["task", entry.Name], .. entry.Tasks.Select(task => (string[])[$"{task.Id}", task.Name])]));

    private static Entry Describe(string name)
    {
        using var environment = EnvironmentCatalog.Create(name);
        var spec = environment.Spec;
        return new Entry(name, spec.Observation.Dim, spec.Action.Dim, spec.ControlTimestep, spec.MaxSteps, spec.Tasks);
    }

    private sealed record Entry(
        string Name, int ObservationDim, int ActionDim, double ControlDt, int MaxSteps, IReadOnlyList<TaskSpec> Tasks);
}
