using Spectre.Console;
using Spectre.Console.Rendering;

namespace HiqlRobotics.Tools.Cli;

/// <summary>Progress for a person at a terminal; touched only there, since loading Spectre costs start-up time.</summary>
internal sealed class SpectreMeter(ProgressTask task, string title) : IProgressMeter
{
    public void Report(double done, double total, string? note = null)
    {
        task.MaxValue = total;
        task.Value = done;
        if (note is not null)
            task.Description = Markup.Escape($"{title}  {note}");
    }

    public static T Track<T>(string title, string unit, Func<IProgressMeter, T> body)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                new PercentageColumn(), new RateColumn(unit), new RemainingTimeColumn())
            .Start(context =>
            {
                var task = context.AddTask(Markup.Escape(title));
                var result = body(new SpectreMeter(task, title));
                task.Value = task.MaxValue;
                return result;
            });
    }

    private sealed class RateColumn(string unit) : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Spectre.Console.Text(task.Speed is { } speed ? $"{Cli.Text.Quantity(speed)} {unit}/s" : "");
    }
}
