namespace HiqlRobotics.Tools.Cli;

/// <summary>
/// What a command may say while it works. Everything goes to stderr: stdout belongs to the result, so that
/// <c>--json</c> is one document whatever happens.
/// </summary>
internal sealed class Terminal
{
    private readonly TextWriter _error;
    private readonly bool _interactive;

    public Terminal(TextWriter error, bool interactive, TimeProvider time, CancellationToken cancellation)
    {
        _error = TextWriter.Synchronized(error);
        _interactive = interactive;
        Time = time;
        Cancellation = cancellation;
    }

    public TimeProvider Time { get; }

    /// <summary>Set by the first Ctrl-C: finish the step, save, and leave.</summary>
    public CancellationToken Cancellation { get; }

    public void Note(string line) => _error.WriteLine(line);

    /// <summary>Runs <paramref name="body"/> under a progress bar, or under a line every few seconds where no person watches.</summary>
    /// <param name="title">What is going on, e.g. <c>collect</c>.</param>
    /// <param name="unit">What is counted, e.g. <c>steps</c>.</param>
    /// <param name="body">The work; reports to the meter from any thread.</param>
    public T Track<T>(string title, string unit, Func<IProgressMeter, T> body)
    {
        if (_interactive)
            return SpectreMeter.Track(title, unit, body);
        var meter = new PlainMeter(_error, Time, title, unit);
        var result = body(meter);
        meter.Finish();
        return result;
    }

    /// <summary>Runs <paramref name="body"/> with lines that change in place, or with notes where no person watches.</summary>
    public void Live(Action<LiveText> body)
    {
        if (_interactive)
            LiveText.Run(Console.Error, body);
        else
            body(new LiveText(Note, context: null));
    }
}
