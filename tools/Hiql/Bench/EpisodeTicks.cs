using System.Diagnostics;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;

namespace HiqlRobotics.Tools.Bench;

/// <summary>What a controller sees in an episode.</summary>
/// <param name="Goal">Shape (<c>goal_dim</c>,).</param>
/// <param name="Observations">One per control step.</param>
internal sealed record RecordedEpisode(float[] Goal, IReadOnlyList<float[]> Observations);

/// <summary>
/// Ticks of a policy along recorded episodes, the same ones for every policy. Over a graph the time begins when the way is
/// there, since it is worked out beside the loop.
/// </summary>
internal sealed class EpisodeTicks(ControllerBundle bundle, int managerPeriod, bool graph, IReadOnlyList<RecordedEpisode> episodes) : IDisposable
{
    private static readonly TimeSpan LongestPlan = TimeSpan.FromSeconds(5);

    private readonly IInteractivePolicy _policy = bundle.CreatePolicy(PolicyKind.Hiql, managerPeriod, graph: graph, waitForPlans: false);
    private readonly float[] _action = new float[bundle.Manifest.Environment.Action.Dim];

    /// <summary>The first episode of every task, with the bundle as it is deployed.</summary>
    public static IReadOnlyList<RecordedEpisode> Record(ControllerBundle bundle)
    {
        using var environment = EnvironmentCatalog.Create(bundle.Manifest.Environment.Name);
        using var policy = bundle.CreatePolicy();
        return [.. environment.Spec.Tasks.Select(task => Record(environment, policy, task.Id))];
    }

    /// <summary>The mean over every episode's ticks.</summary>
    public double MicrosecondsPerTick()
    {
        var (ticks, elapsed) = (0, TimeSpan.Zero);
        foreach (var episode in episodes)
        {
            Begin(episode);
            var started = Stopwatch.GetTimestamp();
            foreach (var observation in episode.Observations)
                _policy.Act(observation, episode.Goal, _action);
            elapsed += Stopwatch.GetElapsedTime(started);
            ticks += episode.Observations.Count;
        }
        return elapsed.TotalMicroseconds / ticks;
    }

    public void Dispose() => _policy.Dispose();

    private static RecordedEpisode Record(SimEnvironment environment, IInteractivePolicy policy, int task)
    {
        var action = new float[environment.Spec.Action.Dim];
        policy.Reset();
        var step = environment.Reset(task, seed: 0);
        var (goal, observations) = (step.Goal.ToArray(), new List<float[]>());
        while (!step.IsLast)
        {
            observations.Add(step.Observation.ToArray());
            policy.Act(step.Observation, step.Goal, action);
            step = environment.Step(action);
        }
        return new RecordedEpisode(goal, observations);
    }

    private void Begin(RecordedEpisode episode)
    {
        _policy.Reset();
        var asked = Stopwatch.GetTimestamp();
        do
            _policy.Act(episode.Observations[0], episode.Goal, _action);
        while (graph && _policy.Way.Length == 0 && Stopwatch.GetElapsedTime(asked) < LongestPlan);
    }
}
