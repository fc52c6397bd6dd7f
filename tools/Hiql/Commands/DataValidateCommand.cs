using System.CommandLine;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data validate</c>: a dataset that passes can be trained on.</summary>
internal sealed class DataValidateCommand : HiqlCommand
{
    private readonly Argument<string> _file = new("file") { Description = "Dataset (.npz)", HelpName = "file" };
    private readonly Option<string?> _environment = new("--env") { Description = "Also check that it fits this environment", HelpName = "name" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql data validate my.npz", "is it a sound dataset?"),
        new("hiql data validate my.npz --env pointmaze-large", "and do its widths and bounds fit the environment?"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_file);
        command.Add(_environment);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var inspection = RequireSound(arguments.GetRequiredValue(_file), arguments.GetValue(_environment));
        return new Outcome(
            new { inspection.Path, Ok = true, inspection.Rows, inspection.Episodes, inspection.Transitions, inspection.Problems },
            $"{inspection.Path}: ok, {inspection.Transitions:N0} transitions in {inspection.Episodes:N0} episodes");
    }

    /// <summary>A dataset with nothing wrong.</summary>
    /// <param name="file">Its npz.</param>
    /// <param name="environment">That it has to fit; null for any.</param>
    /// <exception cref="InputException">The first thing that is wrong with it, and how many more there are.</exception>
    public static DatasetInspection RequireSound(string file, string? environment)
    {
        var inspection = DatasetInspector.Inspect(file, environment);
        if (inspection.Problems is not [var first, ..])
            return inspection;
        var fits = environment is null ? "" : $" --env {environment}";
        var more = inspection.Problems.Count > 1 ? $" (and {inspection.Problems.Count - 1} more; hiql data info {ShellWord.QuoteIfNeeded(file)}{fits} lists all)" : "";
        throw new InputException((first.StartsWith(inspection.Path, StringComparison.Ordinal) ? first : $"{inspection.Path}: {first}") + more);
    }
}
