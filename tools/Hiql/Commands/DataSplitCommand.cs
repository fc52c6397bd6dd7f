using System.CommandLine;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data split</c>: sets episodes aside for validation.</summary>
internal sealed class DataSplitCommand : HiqlCommand
{
    private readonly Argument<string> _from = new("in") { Description = "Dataset (.npz)", HelpName = "in.npz" };
    private readonly Argument<string> _to = new("out") { Description = "Training file to write (.npz); the validation file is OUT-val.npz", HelpName = "out.npz" };
    private readonly Option<ulong> _seed = Options.Seed("the choice of episodes");

    private readonly Option<double> _validation = new("--val")
    {
        Description = "Part of the episodes that is set aside",
        DefaultValueFactory = _ => 0.1,
        HelpName = "f",
    };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql data split all.npz d.npz", "d.npz and d-val.npz, where hiql train looks for it"),
        new("hiql data split all.npz d.npz --val 0.2 --seed 3", "a fifth, another choice"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_from);
        command.Add(_to);
        command.Add(_validation);
        command.Add(_seed);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var result = DatasetSplitter.Split(
            arguments.GetRequiredValue(_from), arguments.GetRequiredValue(_to), arguments.GetValue(_validation), arguments.GetValue(_seed));
        return new Outcome(result, $"""
            wrote {result.Train}: {result.TrainRows:N0} rows in {result.TrainEpisodes:N0} episodes
            wrote {result.Validation}: {result.ValidationRows:N0} rows in {result.ValidationEpisodes:N0} episodes
            """);
    }
}
