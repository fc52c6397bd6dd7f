using System.Diagnostics;
using HiqlRobotics.Control;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Bench;

/// <summary>A new goal to a way over the landmark graph.</summary>
internal static class PlanBench
{
    public static BenchResult Run(ControllerBundle bundle, int rounds)
    {
        var search = new WaySearch(bundle);
        var width = bundle.Manifest.Environment.Observation.Dim;
        var milliseconds = new double[rounds];
        // One more than is counted: the first compiles its code.
        for (var round = -1; round < rounds; round++)
        {
            var started = Stopwatch.GetTimestamp();
            search.Find(State(bundle, 0, width), State(bundle, round + 2, width), new ushort[WaySearch.MostNodes]);
            if (round >= 0)
                milliseconds[round] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        return new BenchResult($"plan over {bundle.RequireGraph().Count} landmarks", milliseconds.Order().ElementAt(rounds / 2), "ms", null, null, null);
    }

    private static float[] State(ControllerBundle bundle, int landmark, int width) =>
        bundle.Landmarks.Slice(landmark * 37 % (bundle.Landmarks.Length / width) * width, width).ToArray();
}
