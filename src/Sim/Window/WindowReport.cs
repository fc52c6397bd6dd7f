using System.Diagnostics;
using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Window;

/// <summary>How smoothly a window and its last session went.</summary>
public sealed record WindowReport
{
    /// <summary>Pictures drawn.</summary>
    public required long Frames { get; init; }

    /// <summary>Pictures per second, the first second left out.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>Processors that the whole program kept busy, the first second left out.</summary>
    public required double Cores { get; init; }

    /// <summary>Control steps of the last session.</summary>
    public required long Ticks { get; init; }

    /// <summary>Control periods it missed.</summary>
    public required long Missed { get; init; }

    /// <summary>99th percentile of wake-up minus deadline, µs.</summary>
    public required double LatenessP99Us { get; init; }

    /// <summary>The largest, µs.</summary>
    public required double LatenessMaxUs { get; init; }

    /// <summary>99th percentile of what a snapshot costs the session, µs.</summary>
    public required double PublishP99Us { get; init; }
}

/// <summary>Counts pictures.</summary>
internal sealed class FrameMeter
{
    // Loading and the first pictures say nothing about the rest.
    private const double WarmUp = 1;

    private readonly long _begun = Stopwatch.GetTimestamp();
    private long _frames, _measuredFrames, _measuredFrom;
    private TimeSpan _busyBefore;

    /// <summary>How well the session has kept time so far.</summary>
    public SessionTiming Timing { get; set; } = new(0, 0, 0, 0, 0);

    public void Count()
    {
        _frames++;
        if (_measuredFrom != 0)
            _measuredFrames++;
        else if (Stopwatch.GetElapsedTime(_begun).TotalSeconds > WarmUp)
            (_measuredFrom, _busyBefore) = (Stopwatch.GetTimestamp(), Busy());
    }

    public WindowReport Report()
    {
        var seconds = _measuredFrom == 0 ? 0 : Stopwatch.GetElapsedTime(_measuredFrom).TotalSeconds;
        return new WindowReport
        {
            Frames = _frames,
            FramesPerSecond = seconds > 0 ? _measuredFrames / seconds : 0,
            Cores = seconds > 0 ? (Busy() - _busyBefore).TotalSeconds / seconds : 0,
            Ticks = Timing.Ticks,
            Missed = Timing.Missed,
            LatenessP99Us = Timing.LatenessP99Us,
            LatenessMaxUs = Timing.LatenessMaxUs,
            PublishP99Us = Timing.PublishP99Us,
        };
    }

    private static TimeSpan Busy()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }
}
