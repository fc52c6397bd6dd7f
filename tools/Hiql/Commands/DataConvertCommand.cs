using System.CommandLine;
using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Sim.Data.D4rl;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data convert</c>: D4RL AntMaze HDF5 ↔ OGBench npz.</summary>
internal sealed class DataConvertCommand : HiqlCommand
{
    private readonly Argument<string> _from = new("in") { Description = "Dataset (.hdf5, .h5 or .npz)", HelpName = "in" };
    private readonly Argument<string> _to = new("out") { Description = "File to write, of the other kind", HelpName = "out" };

    private readonly Option<string?> _environment = new("--env")
    {
        Description = "Whose dataset it is: an npz gets a manifest; HDF5 gets D4RL's goal in its maze",
        HelpName = "name",
    };

    private readonly Option<string?> _goal = new("--goal")
    {
        Description = "To HDF5: goal in m for rewards and terminals (within 0.5 m of the next row); default: the maze's",
        HelpName = "x,y",
    };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql data convert Ant_maze_big-maze.hdf5 antmaze-medium.npz --env antmaze-medium", "D4RL to npz, with a manifest"),
        new("hiql data convert old.hdf5 old.npz --json", "without one; trajectories are cut at timeouts and at jumps"),
        new("hiql data convert antmaze-large.npz antmaze-large.hdf5 --env antmaze-large", "npz to D4RL, rewards for the goal at (32, 24)"),
        new("hiql data convert antmaze-giant.npz giant.hdf5 --goal 52,36", "the same for a goal of one's own"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_from);
        command.Add(_to);
        command.Add(_environment);
        command.Add(_goal);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var from = arguments.GetRequiredValue(_from);
        var result = DatasetConverter.Convert(
            from, arguments.GetRequiredValue(_to), Specification(arguments.GetValue(_environment)),
            ParseGoal(arguments.GetValue(_goal)), terminal.Cancellation);
        var dropped = result.DroppedRows > 0 ? $", {result.DroppedRows:N0} rows without a transition dropped" : "";
        return new Outcome(
            result, $"wrote {result.Out}: {result.Rows:N0} rows, {result.Transitions:N0} transitions in {result.Episodes:N0} episodes{dropped}");
    }

    private static EnvironmentSpec? Specification(string? name)
    {
        if (name is null)
            return null;
        using var environment = EnvironmentCatalog.Create(name);
        return environment.Spec;
    }

    private static GoalPoint? ParseGoal(string? text)
    {
        if (text is null)
            return null;
        return text.Split(',') is [var x, var y] && TryParse(x, out var first) && TryParse(y, out var second)
            ? new GoalPoint(first, second)
            : throw new InputException($"--goal: '{text}' is no point; write x,y in m, for instance 20,20");
    }

    private static bool TryParse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
}
