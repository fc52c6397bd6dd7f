using HiqlRobotics.Control;
using HiqlRobotics.Sim;

namespace HiqlRobotics.Tools.Stages;

/// <summary>Bundle and environment → a real-time run with its timing.</summary>
internal static class RunStage
{
    /// <param name="environmentName">Of the catalog.</param>
    /// <param name="bundlePath">The controller.</param>
    /// <param name="options">Rate, duration, task.</param>
    /// <param name="managerPeriod">Null for the bundle's default.</param>
    /// <param name="graph">Whether the landmark graph is followed; null for where the bundle has one.</param>
    /// <param name="log">Run log to write; null for none.</param>
    /// <param name="cancellation">Ends the run early; the report says so.</param>
    public static ControlReport Run(
        string environmentName, string bundlePath, ControlOptions options, int? managerPeriod, bool? graph, string? log, CancellationToken cancellation)
    {
        using var environment = EnvironmentCatalog.Create(environmentName);
        using var bundle = ControllerBundle.Load(bundlePath, environment.Spec);
        using var policy = bundle.CreatePolicy(managerPeriod: managerPeriod, graph: graph, waitForPlans: false);
        using var recorder = log is null ? null
            : new RunLogWriter(log, RunLogHeader.For(environment.Spec, options, bundle, policy));
        var report = ControlLoop.RunRealTime(environment, policy, options, recorder, cancellation) with
        {
            Graph = bundle.FollowsGraph(graph) ? bundle.RequireGraph().Settings : null,
        };
        return recorder?.Failure is { } failure ? throw new Contracts.HiqlException(failure) : report;
    }
}
