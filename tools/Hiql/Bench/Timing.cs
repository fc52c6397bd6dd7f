using System.Diagnostics;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Time per call of something short.</summary>
internal static class Timing
{
    /// <summary>Calls per measurement: some tenths of a second for a network of this project.</summary>
    public const int Calls = 5000;

    public static double MicrosecondsPerCall(Action call)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
            call();
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds / Calls;
    }
}
