using System.Diagnostics;

namespace HiqlRobotics.Sim.Window;

/// <summary>Absolute deadlines at a fixed period; periods that were missed are skipped, never made up for in a burst.</summary>
internal sealed class Pacer(double period) : IDisposable
{
    private readonly ManualResetEventSlim _stop = new();
    private readonly long _period = Math.Max(1, (long)(period * Stopwatch.Frequency));
    private long _next = Stopwatch.GetTimestamp();

    /// <summary>Waits for the next deadline.</summary>
    /// <returns>False once <see cref="Stop"/> was called.</returns>
    public bool Wait()
    {
        var now = Stopwatch.GetTimestamp();
        _next += _period;
        if (_next < now) _next += (now - _next) / _period * _period;
        return !_stop.Wait(now < _next ? Stopwatch.GetElapsedTime(now, _next) : TimeSpan.Zero);
    }

    /// <summary>Ends the waiting, from any thread.</summary>
    public void Stop() => _stop.Set();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
