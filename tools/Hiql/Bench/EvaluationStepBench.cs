using System.Diagnostics;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Bench;

/// <summary>
/// A whole evaluation step on one core: both networks, then the physics of a control step. How many times faster than
/// the robot lives; no peer does the same.
/// </summary>
internal static class EvaluationStepBench
{
    private const int Steps = 2000;

    public static BenchResult Run(SimEnvironment environment, string path, int rounds, Terminal terminal)
    {
        using var bundle = ControllerBundle.Load(path, environment.Spec);
        using var policy = bundle.CreatePolicy(managerPeriod: bundle.Manifest.Hierarchical ? 1 : null);
        Measure(environment, policy);
        return InTurn.Measure(
            $"evaluation steps, {environment.Spec.Name}, manager at each", "× real time", "real time", rounds, () => Measure(environment, policy),
            () => 1, terminal.Cancellation);
    }

    private static double Measure(SimEnvironment environment, Contracts.IPolicy policy)
    {
        var action = new float[environment.Spec.Action.Dim];
        var (episode, task) = (0UL, 0);
        var step = environment.Reset(1, episode);
        policy.Reset();
        var started = Stopwatch.GetTimestamp();
        for (var k = 0; k < Steps; k++)
        {
            policy.Act(step.Observation, step.Goal, action);
            step = environment.Step(action);
            if (!step.IsLast)
                continue;
            task = (task + 1) % environment.Spec.Tasks.Count;
            step = environment.Reset(task + 1, ++episode);
            policy.Reset();
        }
        return Steps * environment.Spec.ControlTimestep / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
