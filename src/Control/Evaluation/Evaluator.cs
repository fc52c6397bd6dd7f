using System.Diagnostics;
using HiqlRobotics.Contracts;
using HiqlRobotics.Control.Statistics;

namespace HiqlRobotics.Control.Evaluation;

/// <summary>
/// OGBench's protocol (<c>impls/utils/evaluation.py</c>): every task, n episodes, success of the last step, deterministic
/// policy, through the real control loop in lock-step. Unlike the original every episode is seeded.
/// </summary>
public static class Evaluator
{
    /// <summary>Runs all episodes. The result is the same for any number of jobs.</summary>
    /// <param name="environments">Makes one environment per job.</param>
    /// <param name="policies">Makes one policy per job.</param>
    /// <param name="options">Tasks, episodes, seed, jobs.</param>
    /// <param name="progress">Called after each episode, from one thread at a time.</param>
    /// <param name="cancellation">Ends it between two steps.</param>
    /// <exception cref="InputException">An unknown task, or a count below 1.</exception>
    /// <exception cref="HiqlException">The policy failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EvaluationResult Run(
        Func<IEnvironment> environments, Func<IPolicy> policies, EvaluationOptions options,
        Action<EvaluationProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(environments);
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(options);
        Require("episodes", options.Episodes);
        Require("jobs", options.Jobs);
        if (options.FirstEpisode < 0)
            throw new InputException($"first episode: expected 0 or more, found {options.FirstEpisode}");
        var jobs = new EvaluationJobs(environments, policies, options, progress, cancellation);
        var started = Stopwatch.GetTimestamp();
        var episodes = jobs.Run();
        return Summarize(jobs, options, episodes, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static void Require(string name, int found)
    {
        if (found < 1)
            throw new InputException($"{name}: expected at least 1, found {found}");
    }

    private static EvaluationResult Summarize(
        EvaluationJobs jobs, EvaluationOptions options, EpisodeResult[] episodes, double seconds)
    {
        var tasks = jobs.Tasks.Select(task => Summarize(task, [.. episodes.Where(e => e.TaskId == task.Id)])).ToArray();
        return new EvaluationResult
        {
            Environment = jobs.EnvironmentName,
            Tasks = tasks,
            OverallSuccess = tasks.Average(task => task.Success),
            Ci95 = WilsonInterval.Of(episodes.Count(e => e.Success), episodes.Length),
            ManagerPeriod = jobs.ManagerPeriod,
            EpisodesPerTask = options.Episodes,
            Seed = options.Seed,
            Faults = episodes.Sum(e => e.Faults),
            WallContact = WallContact(episodes),
            EnvStepsPerSecond = episodes.Sum(e => (long)e.Length) / seconds,
            Episodes = episodes,
        };
    }

    // By steps, not by episodes: who leans on a wall for long does so in long episodes.
    private static double? WallContact(EpisodeResult[] episodes)
    {
        var walled = episodes.Where(e => e.Details.WallContact is not null).ToArray();
        return walled.Length == 0 ? null : walled.Sum(e => e.Details.WallContact!.Value * e.Length) / walled.Sum(e => e.Length);
    }

    private static TaskResult Summarize(TaskSpec task, EpisodeResult[] episodes)
    {
        var successes = episodes.Count(e => e.Success);
        return new TaskResult(
            task.Id, task.Name, (double)successes / episodes.Length, WilsonInterval.Of(successes, episodes.Length),
            episodes.Average(e => e.Length));
    }
}
