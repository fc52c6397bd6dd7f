namespace HiqlRobotics.Contracts;

/// <summary>
/// The last ticks of a session in a ring: written by one thread without waiting, read by another without stopping it. A
/// reader never sees a half-written entry: what the writer may have come past meanwhile is left out.
/// </summary>
public sealed class TickTrace
{
    private readonly TickPoint[] _points;
    private long _count;

    /// <summary>A ring for so many ticks.</summary>
    public TickTrace(int capacity = 4096)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _points = new TickPoint[capacity];
    }

    /// <summary>Ticks written so far.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Adds a tick; the writer's thread only.</summary>
    public void Add(in TickPoint point)
    {
        _points[_count % _points.Length] = point;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>
    /// The ticks of the episode that is running, oldest first. Where a person went back and on from there, only what led
    /// to the newest tick.
    /// </summary>
    /// <param name="into">Is cleared and receives them.</param>
    public void ReadEpisode(List<TickPoint> into)
    {
        ArgumentNullException.ThrowIfNull(into);
        into.Clear();
        var end = Count;
        var (episode, next) = (int.MinValue, int.MaxValue);
        for (var i = end - 1; i >= Math.Max(0, end - _points.Length + 1); i--)
        {
            var point = _points[i % _points.Length];
            // The writer overwrites the oldest entry first: what is this old may be torn.
            if (Count - i >= _points.Length)
                break;
            if (episode == int.MinValue)
                episode = point.Episode;
            if (point.Episode != episode)
                break;
            if (point.Step >= next)
                continue;
            next = point.Step;
            into.Add(point);
        }
        into.Reverse();
    }
}

/// <summary>What graphs show of a tick.</summary>
public struct TickPoint
{
    /// <summary>Its episode and the step in it.</summary>
    public int Episode, Step;

    /// <summary>Number of the tick in the session.</summary>
    public long Tick;

    /// <summary>V(observation, goal).</summary>
    public float Value;

    /// <summary>Control steps since the subgoal was chosen.</summary>
    public int SubgoalAge;

    /// <summary>Microseconds: wake-up minus deadline, policy, whole tick.</summary>
    public float Lateness, PolicyTime, ComputeTime;

    /// <summary>Whether the manager was asked.</summary>
    public bool ManagerCalled;

    /// <summary>Whether the deadline was missed.</summary>
    public bool Missed;

    /// <summary>Whether the state after the tick satisfies the task.</summary>
    public bool Success;

    /// <summary>The first two elements of the observation: where a robot in a maze is.</summary>
    public float X, Y;
}
