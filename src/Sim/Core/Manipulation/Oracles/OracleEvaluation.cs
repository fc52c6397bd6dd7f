using HiqlRobotics.Contracts;

namespace HiqlRobotics.Sim.Manipulation.Oracles;

/// <summary>Proves evaluation tasks solvable: the oracle is asked to bring the objects to the goal.</summary>
public static class OracleEvaluation
{
    /// <summary>Plays episodes of every task, without noise.</summary>
    /// <param name="entry">A tabletop of the catalog.</param>
    /// <param name="plans">Whether the oracle plans in open loop, as <c>play</c>; else it looks at every step, as <c>noisy</c>.</param>
    /// <param name="episodes">Episodes per task.</param>
    /// <param name="seed">Decides every draw.</param>
    /// <param name="jobs">Threads; the result does not depend on it.</param>
    /// <param name="progress">Called with episodes done and to do.</param>
    /// <param name="cancel">Stops between two episodes.</param>
    /// <exception cref="InputException">The environment is no tabletop.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; nothing is kept.</exception>
    public static OracleReport Run(
        EnvironmentEntry entry, bool plans, int episodes, ulong seed, int jobs, Action<long, long>? progress = null,
        CancellationToken cancel = default)
    {
        using var reference = entry.Create();
        if (reference.Task is not TabletopTask)
            throw new InputException($"{entry.Name}: no oracle knows what to do there; name a cube-*, scene or puzzle-*");
        var tasks = reference.Spec.Tasks;
        var outcomes = new Episode[tasks.Count * episodes];
        var (next, done) = (-1, 0);
        Workers.Run("oracle", Math.Min(jobs, outcomes.Length), _ =>
        {
            using var environment = entry.Create();
            while (Interlocked.Increment(ref next) is var k && k < outcomes.Length)
            {
                if (cancel.IsCancellationRequested)
                    throw new OperationCanceledException($"interrupted after {done} of {outcomes.Length} episodes; nothing is kept: start again");
                outcomes[k] = Play(environment, plans, (k / episodes) + 1, seed + (ulong)(k % episodes));
                progress?.Invoke(Interlocked.Increment(ref done), outcomes.Length);
            }
        });
        var results = tasks.Select((task, t) => Summary(task.Id, task.Name, outcomes.AsSpan(t * episodes, episodes))).ToArray();
        return new OracleReport(entry.Name, plans ? "play" : "noisy", episodes, results, results.Average(result => result.Success));
    }

    private static Episode Play(SimEnvironment environment, bool plans, int taskId, ulong seed)
    {
        IOracle oracle = plans ? new PlanOracle(environment, noise: 0) : new MarkovOracle(environment);
        var random = new RandomStream(seed, $"oracle/{environment.Spec.Name}", (ulong)taskId);
        var planner = new SubtaskPlanner(environment);
        var action = new float[environment.Spec.Action.Dim];
        var step = environment.Reset(taskId, seed);
        var busy = false;
        while (!step.IsLast)
        {
            if (!busy && planner.Next() is { } subtask)
            {
                oracle.Begin(subtask, random);
                busy = true;
            }
            action.AsSpan().Clear();
            if (busy)
                oracle.Act(action);
            step = environment.Step(action);
            busy = busy && !oracle.IsDone;
        }
        return new Episode(step.Success, environment.StepCount);
    }

    private static OracleTaskResult Summary(int id, string name, ReadOnlySpan<Episode> episodes)
    {
        var (successes, steps) = (0, 0L);
        foreach (var episode in episodes)
            (successes, steps) = (successes + (episode.Success ? 1 : 0), steps + episode.Steps);
        return new OracleTaskResult(id, name, (double)successes / episodes.Length, (double)steps / episodes.Length);
    }

    private readonly record struct Episode(bool Success, int Steps);
}

/// <summary>What an oracle achieves.</summary>
/// <param name="Environment">The environment.</param>
/// <param name="Type">The dataset type whose oracle it was.</param>
/// <param name="EpisodesPerTask">Episodes per task.</param>
/// <param name="Tasks">Task by task.</param>
/// <param name="OverallSuccess">Mean over the tasks.</param>
public sealed record OracleReport(
    string Environment, string Type, int EpisodesPerTask, IReadOnlyList<OracleTaskResult> Tasks, double OverallSuccess);

/// <summary>What an oracle achieves in one task.</summary>
/// <param name="Id">The task.</param>
/// <param name="Name">Its name.</param>
/// <param name="Success">Share of the episodes that ended at the goal.</param>
/// <param name="MeanLength">Control steps of an episode.</param>
public sealed record OracleTaskResult(int Id, string Name, double Success, double MeanLength);
