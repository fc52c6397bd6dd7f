using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace HiqlRobotics.Tools.Cli;

/// <summary>The usual help, then commands that can be pasted.</summary>
internal sealed class ExampleHelp(HelpAction usual, IReadOnlyList<Example> examples) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var example in examples)
        {
            output.WriteLine($"  # {example.Does}");
            output.WriteLine($"  {example.CommandLine}");
        }
        return ExitCode.Ok;
    }
}
