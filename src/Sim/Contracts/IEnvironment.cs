namespace HiqlRobotics.Contracts;

/// <summary>
/// A world that is advanced one control step at a time: the simulator, the simulator behind a window, or a real robot.
/// Not thread safe; one environment belongs to one thread.
/// </summary>
public interface IEnvironment : IDisposable
{
    /// <summary>Name, layouts, rates and evaluation tasks.</summary>
    EnvironmentSpec Spec { get; }

    /// <summary>Starts an episode. The same task and seed give the same bits, whatever was run before.</summary>
    /// <param name="taskId">An evaluation task, 1…<c>Spec.Tasks.Count</c>.</param>
    /// <param name="seed">Decides every draw of the episode.</param>
    /// <exception cref="InputException">The environment has no such task.</exception>
    TimeStep Reset(int taskId, ulong seed);

    /// <summary>Applies one action for one control step.</summary>
    /// <param name="action">Shape (<c>action_dim</c>,), in the bounds of the specification.</param>
    /// <exception cref="InvalidOperationException">No episode is running.</exception>
    TimeStep Step(ReadOnlySpan<float> action);
}
