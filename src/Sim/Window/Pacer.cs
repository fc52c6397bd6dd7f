using System.Diagnostics;

namespace HiqlRobotics.Sim.Window;

/// <summary>Absolute deadlines at a fixed period; periods that were missed are skipped, never made up for in a burst.</summary>
internal sealed class Pacer(double period) : IDisposable
{
    private readonly ManualResetEventSlim _never = new();
    private readonly long _period = Math.Max(1, (long)(period * Stopwatch.Frequency));
    private long _next = Stopwatch.GetTimestamp();

    /// <summary>Waits for the next deadline.</summary>
    public void Wait()
    {
        var now = Stopwatch.GetTimestamp();
        _next += _period;
        if (_next < now) _next += (now - _next) / _period * _period;
        _never.Wait(now < _next ? Stopwatch.GetElapsedTime(now, _next) : TimeSpan.Zero);
    }

    /// <inheritdoc/>
    public void Dispose() => _never.Dispose();
}
