namespace HiqlRobotics.Learning;

/// <summary>Rates and remaining time of a run; asked for the time, never asked to wait.</summary>
internal sealed class TrainClock
{
    private static readonly TimeSpan BetweenReports = TimeSpan.FromSeconds(0.25);
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly long _firstStep;
    private readonly long _steps;
    private long _lastReport;

    /// <summary>Starts now.</summary>
    public TrainClock(TimeProvider time, long firstStep, long steps)
    {
        (_time, _firstStep, _steps) = (time, firstStep, steps);
        _start = _lastReport = time.GetTimestamp();
    }

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>Gradient steps per second since the start.</summary>
    public double Rate(long step) => (step - _firstStep) / Math.Max(1e-9, Elapsed.TotalSeconds);

    /// <summary>Tells the observer how it goes, unless it was told just now.</summary>
    public void Report(long step, double loss, double? success, Action<TrainProgress>? progress)
    {
        if (progress is null || (_time.GetElapsedTime(_lastReport) < BetweenReports && step < _steps))
            return;
        _lastReport = _time.GetTimestamp();
        var rate = Rate(step);
        var remaining = rate > 0 ? TimeSpan.FromSeconds((_steps - step) / rate) : TimeSpan.MaxValue;
        progress(new TrainProgress(step, _steps, loss, success, rate, remaining));
    }

    /// <summary>How it ended.</summary>
    public TrainSummary Summary(long step, IReadOnlyDictionary<string, double> last) =>
        new(step, Elapsed.TotalSeconds, Rate(step), step < _steps, last);
}
