using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>Moves towards the goal as the crow flies and counts its ticks; enough to see something move.</summary>
internal sealed class SteadyPolicy : IPolicy
{
    private int _ticks;
    private int _resets;

    public int Ticks => Volatile.Read(ref _ticks);

    public int Resets => Volatile.Read(ref _resets);

    public void Reset() => Interlocked.Increment(ref _resets);

    public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
    {
        Interlocked.Increment(ref _ticks);
        var (dx, dy) = (goal[0] - observation[0], goal[1] - observation[1]);
        var length = MathF.Max(1e-3f, MathF.Sqrt((dx * dx) + (dy * dy)));
        (action[0], action[1]) = (dx / length, dy / length);
    }

    public void Dispose()
    {
    }
}
