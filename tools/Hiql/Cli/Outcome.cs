namespace HiqlRobotics.Tools.Cli;

/// <summary>What a command found out: one document for programs, one text for people.</summary>
/// <param name="Document">Printed on stdout with <c>--json</c>; serialised by the product's JSON rules.</param>
/// <param name="Text">Printed on stdout without it.</param>
/// <param name="ExitCode">See <see cref="Cli.ExitCode"/>.</param>
internal sealed record Outcome(object Document, string Text, int ExitCode = ExitCode.Ok);
