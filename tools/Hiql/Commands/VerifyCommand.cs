using System.CommandLine;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Stages;

namespace HiqlRobotics.Tools.Commands;

/// <summary><c>hiql verify</c>: hashes, specifications, probe replay.</summary>
internal sealed class VerifyCommand : HiqlCommand
{
    private readonly Argument<string> _bundle = new("bundle") { Description = "Bundle folder", HelpName = "bundle" };
    private readonly Option<string?> _environment = new("--env") { Description = "Also check that it belongs to this environment", HelpName = "name" };

    public override IReadOnlyList<Example> Examples =>
    [
        new("hiql verify models/bundles/pointmaze-medium", "the bundle that comes with the repository"),
        new("hiql verify runs/mine/bundle --env pointmaze-large", "is it a bundle for this environment?"),
    ];

    public override void Configure(Command command)
    {
        command.Add(_bundle);
        command.Add(_environment);
    }

    public override Outcome Run(ParseResult arguments, Terminal terminal)
    {
        var document = VerifyStage.Run(arguments.GetRequiredValue(_bundle), arguments.GetValue(_environment));
        return new Outcome(document, Describe(document), document.Ok ? ExitCode.Ok : ExitCode.Failed);
    }

    public static string Describe(VerifyDocument document) =>
        $"{document.Bundle}: {document.Agent} for {document.Environment}, largest probe error {document.MaxAbsError:0.0e0} "
        + $"(allowed {document.Tolerance:0e0}): {(document.Ok ? "ok" : "NOT ok")}\nsha256 {document.Sha256}";
}
