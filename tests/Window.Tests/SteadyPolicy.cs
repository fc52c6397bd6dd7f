using HiqlRobotics.Contracts;
using HiqlRobotics.Control;

namespace HiqlRobotics.Tests.Windowing;

/// <summary>Moves towards the goal as the crow flies and counts its ticks; enough to see something move.</summary>
internal sealed class SteadyPolicy : IInteractivePolicy
{
    private int _ticks;

    public int Ticks => Volatile.Read(ref _ticks);

    public ReadOnlySpan<float> Subgoal => [];

    public long ManagerCalls => 0;

    public bool WorkerEnabled { get; set; } = true;

    public int StateBytes => 0;

    public void Reset()
    {
    }

    public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action)
    {
        Interlocked.Increment(ref _ticks);
        var (dx, dy) = (goal[0] - observation[0], goal[1] - observation[1]);
        var length = MathF.Max(1e-3f, MathF.Sqrt((dx * dx) + (dy * dy)));
        (action[0], action[1]) = (dx / length, dy / length);
    }

    public void SaveState(ref StateWriter state)
    {
    }

    public void RestoreState(ref StateReader state)
    {
    }

    public void Dispose()
    {
    }
}
