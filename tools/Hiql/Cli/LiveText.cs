using Spectre.Console;

namespace HiqlRobotics.Tools.Cli;

/// <summary>A few lines that change in place where a person watches; notes alone where nobody does.</summary>
internal sealed class LiveText(Action<string> note, LiveDisplayContext? context)
{
    /// <summary>Replaces the lines.</summary>
    public void Show(string title, string body)
    {
        context?.UpdateTarget(new Spectre.Console.Text($"{title}\n{body}"));
    }

    /// <summary>A line that stays.</summary>
    /// <param name="line">It.</param>
    /// <param name="onlyPlain">Whether the changing lines say it anyway.</param>
    public void Note(string line, bool onlyPlain = false)
    {
        if (context is null || !onlyPlain)
            note(line);
    }

    /// <summary>Runs work below changing lines, on the calling thread.</summary>
    public static void Run(TextWriter error, Action<LiveText> body)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        console.Live(new Spectre.Console.Text("")).Start(context => body(new LiveText(console.WriteLine, context)));
    }
}
