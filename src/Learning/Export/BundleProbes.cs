using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning.Export;

/// <summary>
/// A few inputs with the trainer's own outputs, replayed by whoever loads the bundle. All row-major float32 with one
/// row per probe; outputs of networks that the agent does not have are null.
/// </summary>
public sealed record BundleProbes
{
    /// <summary>Number of probes.</summary>
    public required int Count { get; init; }

    /// <summary>Observations, shape (count, observation_dim).</summary>
    public required float[] Observation { get; init; }

    /// <summary>Goals, shape (count, goal_dim).</summary>
    public required float[] Goal { get; init; }

    /// <summary>Subgoals given to the worker, shape (count, rep_dim); null for flat agents.</summary>
    public float[]? Subgoal { get; init; }

    /// <summary>The manager's subgoals for (observation, goal), shape (count, rep_dim).</summary>
    public float[]? ManagerSubgoal { get; init; }

    /// <summary>The worker's actions for (observation, subgoal), flat agents (observation, goal), shape (count, action_dim).</summary>
    public required float[] WorkerAction { get; init; }

    /// <summary>Values of (observation, goal), shape (count,).</summary>
    public float[]? ValueValue { get; init; }

    /// <summary>φ(observation, goal), shape (count, rep_dim).</summary>
    public float[]? GoalRepSubgoal { get; init; }

    /// <summary>Writes <see cref="BundleFiles.Probes"/>.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path) => NpzWriter.Write(path, npz =>
    {
        Add(npz, "observation", Observation);
        Add(npz, "goal", Goal);
        Add(npz, "subgoal", Subgoal);
        Add(npz, "manager_subgoal", ManagerSubgoal);
        Add(npz, "worker_action", WorkerAction);
        if (ValueValue is not null)
            npz.Add("value_value", ValueValue, Count);
        Add(npz, "goal_rep_subgoal", GoalRepSubgoal);
    });

    private void Add(NpzWriter npz, string key, float[]? content)
    {
        if (content is not null)
            npz.Add(key, content, Count, content.Length / Count);
    }
}
