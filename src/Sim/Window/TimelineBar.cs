using HiqlRobotics.Contracts;
using MuJoCo;

namespace HiqlRobotics.Sim.Window;

/// <summary>
/// The episode along the lower edge in three lanes: where the manager was asked, how long the worker and the whole tick
/// took, red where a deadline was missed. The knob is the tick on show; a click goes elsewhere.
/// </summary>
/// <param name="points">The ticks of the newest episode, kept up to date by whoever draws.</param>
internal sealed class TimelineBar(List<TickPoint> points)
{
    // Pixels, but the shares.
    private const int Margin = 12, Bottom = 8, LaneHeight = 9, Gap = 2, KnobWidth = 3, Lanes = 3;
    private const int Height = (Lanes * LaneHeight) + ((Lanes - 1) * Gap);

    // Above the bar the panels begin; nobody hits a strip of 31 pixels exactly.
    private const int Reach = 6;

    /// <summary>Pixels at the lower edge that belong to it.</summary>
    public static int Space => Bottom + Height + Reach;

    /// <summary>The ticks from its left to its right end: the episode that is on show, as far as it is known.</summary>
    public (long First, long End) Range(SessionSnapshot shown)
    {
        var first = Math.Max(shown.FirstTick, shown.Tick - shown.Step);
        return (first, Math.Max(first + 1, LastOfEpisode(first, shown.EndTick)));
    }

    /// <summary>Where on the bar a point of the window is, 0 to 1; null where it is not on it.</summary>
    public static double? ShareAt(double x, double y, MjViewport viewport)
    {
        var (left, width) = (Margin, viewport.Width - (2 * Margin));
        var above = (1 - y) * viewport.Height;
        var share = ((x * viewport.Width) - left) / Math.Max(1, width);
        return above is >= 0 && above <= Space && share is >= -0.01 and <= 1.01 ? Math.Clamp(share, 0, 1) : null;
    }

    /// <summary>Draws it.</summary>
    public void Draw(MjViewport viewport, SessionSnapshot shown)
    {
        var width = viewport.Width - (2 * Margin);
        if (width < 50 || shown.Episode == 0)
            return;
        MjRenderContext.Rectangle(new MjViewport(Margin - 2, Bottom - 2, width + 4, Height + 4), 0.08f, 0.09f, 0.11f, 0.75f);
        var (first, end) = Range(shown);
        var scale = (double)width / (end - first);
        var longest = Longest();
        foreach (var point in points)
        {
            if (point.Tick < first || point.Tick >= end)
                continue;
            var left = Margin + (int)((point.Tick - first) * scale);
            var right = Math.Max(left + 1, Margin + (int)((point.Tick + 1 - first) * scale));
            DrawTick(point, left, right - left, longest);
        }
        var knob = Margin + (int)((shown.Tick - first) * scale);
        MjRenderContext.Rectangle(new MjViewport(Math.Min(knob, Margin + width - KnobWidth), Bottom - 3, KnobWidth, Height + 6), 1, 1, 1, 0.95f);
    }

    private static void DrawTick(in TickPoint point, int left, int width, float longest)
    {
        if (point.ManagerCalled)
            Bar(2, left, width, 1, 0.62f, 0.32f, 0.9f);
        Bar(1, left, width, point.PolicyTime / longest, 0.25f, 0.65f, 0.95f);
        if (point.Missed)
            Bar(0, left, width, 1, 0.95f, 0.2f, 0.2f);
        else
            Bar(0, left, width, point.ComputeTime / longest, 0.35f, 0.8f, 0.45f);
    }

    private static void Bar(int lane, int left, int width, float share, float red, float green, float blue)
    {
        var height = Math.Max(1, (int)(LaneHeight * Math.Clamp(share, 0, 1)));
        MjRenderContext.Rectangle(new MjViewport(left, Bottom + (lane * (LaneHeight + Gap)), width, height), red, green, blue, 0.95f);
    }

    private float Longest()
    {
        var longest = 1f;
        foreach (var point in points)
            longest = Math.Max(longest, point.ComputeTime);
        return longest;
    }

    // The trace is of the newest episode; an older one that is on show ends where the next begins, which the trace does not know.
    private long LastOfEpisode(long first, long end)
    {
        if (points.Count > 0 && points[0].Tick > first)
            return Math.Min(end, points[0].Tick);
        return end;
    }
}
