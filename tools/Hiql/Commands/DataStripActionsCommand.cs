using System.CommandLine;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data strip-actions</c>: a dataset for learning from mostly action-free data.</summary>
internal sealed class DataStripActionsCommand : HiqlCommand
{
    private readonly Argument<string> _from = new("in") { Description = "Dataset (.npz)", HelpName = "in.npz" };
    private readonly Argument<string> _to = new("out") { Description = "Copy to write (.npz)", HelpName = "out.npz" };
    private readonly Option<ulong> _seed = Options.Seed("the choice of episodes");

    private readonly Option<double> _fraction = new("--fraction")
    {
        Description = "Part of the episodes whose actions are stripped, 0 to 1",
        DefaultValueFactory = _ => 0.75,
        HelpName = "f",
    };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql data strip-actions d.npz d-quarter.npz", "actions stay in a quarter of the episodes; has_actions says which"),
        new("hiql data strip-actions d.npz d-tenth.npz --fraction 0.9 --seed 3", "in a tenth, another choice"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_from);
        command.Add(_to);
        command.Add(_fraction);
        command.Add(_seed);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var result = ActionStripper.Strip(
            arguments.GetRequiredValue(_from), arguments.GetRequiredValue(_to),
            arguments.GetValue(_fraction), arguments.GetValue(_seed));
        return new Outcome(
            result, $"wrote {result.Out}: {result.Rows:N0} rows, {result.StrippedEpisodes:N0} of {result.Episodes:N0} episodes without actions");
    }
}
