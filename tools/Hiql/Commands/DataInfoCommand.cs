using System.CommandLine;
using System.Globalization;
using HiqlRobotics.Contracts;
using HiqlRobotics.Sim.Data;
using HiqlRobotics.Tools.Cli;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql data info</c>.</summary>
internal sealed class DataInfoCommand : HiqlCommand
{
    private readonly Argument<string> _file = new("file") { Description = "Dataset (.npz)", HelpName = "file" };
    private readonly Option<string?> _environment = new("--env") { Description = "Also list where it does not fit this environment", HelpName = "name" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql data info data/pointmaze-medium-navigate.npz", "arrays, episodes, ranges, origin"),
        new("hiql data info my.npz --env scene", "and everything that does not fit"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_file);
        command.Add(_environment);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var inspection = DatasetInspector.Inspect(arguments.GetRequiredValue(_file), arguments.GetValue(_environment));
        return new Outcome(inspection, Describe(inspection));
    }

    public static string Describe(DatasetInspection inspection)
    {
        string[][] arrays =
        [
            ["array", "type", "shape"],
            .. inspection.Members.Select(member => (string[])[member.Key, member.Type?.Word() ?? "other", member.ShapeText]),
        ];
        var origin = inspection.Manifest is { } manifest
            ? $"\n{Origin(manifest)}" : "";
        return $"{inspection.Path}: {inspection.Transitions:N0} transitions in {inspection.Episodes:N0} episodes of "
            + $"{Range(inspection.ShortestEpisode, inspection.LongestEpisode)} rows{origin}\n{Text.Table(arrays)}\n"
            + $"observations {Range(inspection.Observations)}\nactions {Range(inspection.Actions)}"
            + string.Concat(inspection.Problems.Select(problem => $"\nproblem: {problem}"));
    }

    private static string Origin(DatasetManifest manifest)
    {
        var collected = manifest.Seed is { } seed ? $", seed {seed}" : "";
        var engine = manifest.MujocoVersion is { } version ? $", MuJoCo {version}" : "";
        var source = manifest.Source is { } from ? $"; {from.How}, from {from.File}" : "";
        return $"recorded in {manifest.Environment.Name} ({manifest.Type}{collected}{engine}){source}";
    }

    private static string Range(long shortest, long longest) => shortest == longest ? $"{shortest:N0}" : $"{shortest:N0} to {longest:N0}";

    private static string Range(ColumnRange range) => string.Join("  ", range.Minimum.Zip(range.Maximum)
        .Select(ends => string.Create(CultureInfo.InvariantCulture, $"[{ends.First:0.##}, {ends.Second:0.##}]")));
}
