namespace HiqlRobotics.Control;

/// <summary>What a controller with a carried subgoal lets others see: logs, windows, reports.</summary>
public interface ISubgoalPolicy
{
    /// <summary>The latent subgoal the worker follows now, shape (<c>rep_dim</c>,); a view, valid until the next tick.</summary>
    ReadOnlySpan<float> Subgoal { get; }

    /// <summary>How often the manager was asked since the policy was made.</summary>
    long ManagerCalls { get; }
}
