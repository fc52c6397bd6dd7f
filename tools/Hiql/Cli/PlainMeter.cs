namespace HiqlRobotics.Tools.Cli;

/// <summary>Progress for logs and pipes: a whole line now and then, with rate and time left.</summary>
internal sealed class PlainMeter : IProgressMeter
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly TextWriter _error;
    private readonly TimeProvider _time;
    private readonly string _title, _unit;
    private readonly long _started;
    private readonly Lock _lock = new();
    private double _first = double.NaN, _told = double.NaN;
    private long _firstAt;
    private double _done, _total;
    private string? _note;
    private long _printed;

    public PlainMeter(TextWriter error, TimeProvider time, string title, string unit)
    {
        (_error, _time, _title, _unit) = (error, time, title, unit);
        _started = _printed = time.GetTimestamp();
    }

    public void Report(double done, double total, string? note = null)
    {
        lock (_lock)
        {
            // A resumed run starts somewhere in the middle; its rate counts from there.
            if (double.IsNaN(_first))
                (_first, _firstAt) = (done, _time.GetTimestamp());
            (_done, _total) = (Math.Max(_done, done), total);
            _note = note ?? _note;
            if (_time.GetElapsedTime(_printed) < Interval)
                return;
            _printed = _time.GetTimestamp();
            Tell();
        }
    }

    /// <summary>The closing line.</summary>
    public void Finish()
    {
        lock (_lock)
            // Unless the last line was just that.
            if (_total > 0 && !(_told == _done && _done >= _total))
                Tell();
    }

    private void Tell()
    {
        _told = _done;
        _error.WriteLine(Line());
    }

    private string Line()
    {
        var seconds = _time.GetElapsedTime(_started).TotalSeconds;
        var sinceFirst = _time.GetElapsedTime(_firstAt).TotalSeconds;
        var rate = _done > _first ? (_done - _first) / Math.Max(sinceFirst, 1e-9) : _done / Math.Max(seconds, 1e-9);
        var left = rate > 0 ? TimeSpan.FromSeconds((_total - _done) / rate) : (TimeSpan?)null;
        var ending = _done >= _total ? $"took {Text.Duration(TimeSpan.FromSeconds(seconds))}"
            : left is { } l ? $"{Text.Duration(l)} left" : "";
        return $"{_title}: {100 * _done / Math.Max(_total, 1),3:0} %  {_done:0}/{_total:0} {_unit}  {Text.Quantity(rate)} {_unit}/s  {ending}"
            + (_note is null ? "" : $"  {_note}");
    }
}
