using HiqlRobotics.Contracts;

namespace HiqlRobotics.Tests.Control;

/// <summary>A policy whose every answer is written by the test.</summary>
internal sealed class ScriptedPolicy(Func<int, float> answer) : IPolicy
{
    /// <summary>Calls since the policy was made.</summary>
    public int Calls { get; private set; }

    public int Resets { get; private set; }

    public void Reset() => Resets++;

    public void Act(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal, Span<float> action) =>
        action.Fill(answer(Calls++));

    public void Dispose()
    {
    }
}
