using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;

namespace HiqlRobotics.Tools.Bench;

/// <summary>Observation to action through our policy, and through ONNX Runtime alone.</summary>
internal static class TickBench
{
    public static (IReadOnlyList<BenchResult> Results, double AllocatedBytesPerTick) Run(string path, int rounds, Terminal terminal)
    {
        using var bundle = ControllerBundle.Load(path);
        using var worker = new RawGraph(Path.Combine(path, BundleFiles.Worker));
        using var manager = new RawGraph(Path.Combine(path, BundleFiles.Manager));
        // The first tick asks the manager; the warm-up of Measure makes it.
        using var between = new PolicyTicker(bundle, managerPeriod: int.MaxValue);
        using var every = new PolicyTicker(bundle, managerPeriod: 1);
        List<BenchResult> results =
        [
            Compare("worker tick", rounds, between.Tick, worker.Run, terminal),
            Compare("manager and worker tick", rounds, every.Tick, () => { manager.Run(); worker.Run(); }, terminal),
            PublishSnapshots(path, bundle.Manifest.Environment.Name, terminal),
        ];
        if (bundle.Graph is not null)
            results.AddRange(OverGraph(bundle, rounds, terminal));
        return (results, AllocatedBytes(between.Tick));
    }

    // As deployed: the landmark is chosen anew now and then, so these are means over whole episodes.
    private static IEnumerable<BenchResult> OverGraph(ControllerBundle bundle, int rounds, Terminal terminal)
    {
        var episodes = EpisodeTicks.Record(bundle);
        foreach (var period in new[] { bundle.Manifest.ManagerPeriod, 1 })
        {
            using var plain = new EpisodeTicks(bundle, period, graph: false, episodes);
            using var guided = new EpisodeTicks(bundle, period, graph: true, episodes);
            plain.MicrosecondsPerTick();
            guided.MicrosecondsPerTick();
            yield return InTurn.Measure(
                $"tick with a graph, period {period}", "µs", "the tick without", rounds, guided.MicrosecondsPerTick, plain.MicrosecondsPerTick, terminal.Cancellation);
        }
        yield return PlanBench.Run(bundle, rounds);
    }

    private static BenchResult Compare(string name, int rounds, Action ours, Action theirs, Terminal terminal)
    {
        Timing.MicrosecondsPerCall(ours);
        Timing.MicrosecondsPerCall(theirs);
        return InTurn.Measure(
            name, "µs", "ONNX Runtime, RunWithBinding", rounds, () => Timing.MicrosecondsPerCall(ours), () => Timing.MicrosecondsPerCall(theirs), terminal.Cancellation);
    }

    // What a session gives for being watched, on time and with nobody drawing.
    private static BenchResult PublishSnapshots(string path, string environmentName, Terminal terminal)
    {
        const int seconds = 5, ticksPerSecond = 100;
        using var environment = EnvironmentCatalog.Create(environmentName);
        var settings = new SessionSettings { Speed = ticksPerSecond * environment.Spec.ControlTimestep };
        var session = new InteractiveSession(environment, SessionController.Load(path, environment.Spec), settings);
        using var thread = new SessionThread(session, settings);
        terminal.Cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(seconds));
        return new BenchResult("snapshot of a session, p99", thread.Timing.PublishP99Us, "µs", null, null, null);
    }

    private static double AllocatedBytes(Action tick)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Timing.Calls; i++)
            tick();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Timing.Calls;
    }

    private sealed class PolicyTicker : IDisposable
    {
        private readonly IInteractivePolicy _policy;
        private readonly float[] _observation, _goal, _action;

        public PolicyTicker(ControllerBundle bundle, int managerPeriod)
        {
            _policy = bundle.CreatePolicy(PolicyKind.Hiql, managerPeriod, graph: false);
            var spec = bundle.Manifest.Environment;
            (_observation, _goal, _action) = (new float[spec.Observation.Dim], new float[spec.Goal.Dim], new float[spec.Action.Dim]);
        }

        public void Tick() => _policy.Act(_observation, _goal, _action);

        public void Dispose() => _policy.Dispose();
    }
}
