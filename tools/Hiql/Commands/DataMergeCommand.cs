using System.CommandLine;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data merge</c>: several datasets of one environment as one.</summary>
internal sealed class DataMergeCommand : HiqlCommand
{
    private readonly Argument<string[]> _from = new("in")
    {
        Description = "Datasets (.npz) of one environment, in the order they get",
        Arity = ArgumentArity.OneOrMore,
        HelpName = "in.npz",
    };

    private readonly Option<string> _out = new("--out") { Description = "Dataset to write (.npz)", Required = true, HelpName = "out.npz" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql data merge monday.npz tuesday.npz --out week.npz", "all episodes of both, one after the other"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_from);
        command.Add(_out);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var result = DatasetMerger.Merge(arguments.GetRequiredValue(_from), arguments.GetRequiredValue(_out));
        return new Outcome(result, $"wrote {result.Out}: {result.Rows:N0} rows in {result.Episodes:N0} episodes");
    }
}
