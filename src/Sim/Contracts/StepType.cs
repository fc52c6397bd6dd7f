namespace HiqlRobotics.Contracts;

/// <summary>Where in an episode a time step stands (the words of dm_env).</summary>
public enum StepType
{
    /// <summary>Returned by <see cref="IEnvironment.Reset"/>; reward is 0.</summary>
    First,

    /// <summary>The episode goes on.</summary>
    Mid,

    /// <summary>The episode has ended: by success, or by the step limit.</summary>
    Last,
}
