using HiqlRobotics.Contracts;
using HiqlRobotics.Control;
using HiqlRobotics.Control.Evaluation;
using HiqlRobotics.Sim;
using HiqlRobotics.Tools.Cli;
using HiqlRobotics.Tools.Documents;
using HiqlRobotics.Tools.Sweeps;
using HiqlRobotics.Tools.Video;

namespace HiqlRobotics.Tools.Stages;

/// <summary>What to evaluate.</summary>
internal sealed record EvalRequest
{
    public required string Environment { get; init; }

    public required string Bundle { get; init; }

    /// <summary>Null for what the bundle was trained as.</summary>
    public PolicyKind? Policy { get; init; }

    /// <summary>Null for the bundle's default.</summary>
    public int? ManagerPeriod { get; init; }

    /// <summary>Whether the landmark graph is followed; null for where the bundle has one.</summary>
    public bool? Graph { get; init; }

    public EvaluationOptions Options { get; init; } = new();

    /// <summary>Null for no film.</summary>
    public VideoOptions? Video { get; init; }
}

/// <summary>Bundle and environment → success rates.</summary>
internal static class EvalStage
{
    public static EvalDocument Run(EvalRequest request, Terminal terminal)
    {
        using var bundle = Load(request.Environment, request.Bundle);
        // First, so that a machine that cannot film says so before the episodes are run.
        var video = request.Video is null ? null : VideoStage.Run(request, request.Video, bundle, terminal);
        var started = terminal.Time.GetTimestamp();
        var result = Run(request, bundle, terminal);
        return new EvalDocument
        {
            Environment = result.Environment,
            Bundle = request.Bundle,
            BundleSha256 = bundle.Sha256,
            Policy = PolicyName(request.Policy, bundle.Manifest),
            Agent = bundle.Manifest.Agent,
            ManagerPeriod = result.ManagerPeriod,
            Graph = request.Policy != PolicyKind.Random && bundle.FollowsGraph(request.Graph) ? bundle.RequireGraph().Settings : null,
            Seed = result.Seed,
            EpisodesPerTask = result.EpisodesPerTask,
            Tasks = result.Tasks,
            OverallSuccess = result.OverallSuccess,
            Ci95 = result.Ci95,
            Faults = result.Faults,
            WallContact = result.WallContact,
            EnvStepsPerSecond = result.EnvStepsPerSecond,
            Seconds = terminal.Time.GetElapsedTime(started).TotalSeconds,
            Episode = result.Episodes is [var only] ? SweepEpisode.Of(only) : null,
            Video = video,
        };
    }

    /// <summary>The same with every episode, for those who draw them.</summary>
    public static EvaluationResult Run(EvalRequest request, ControllerBundle bundle, Terminal terminal) =>
        terminal.Track("evaluate", "episodes", meter => Evaluator.Run(
            () => EnvironmentCatalog.Create(request.Environment),
            () => CreatePolicy(request, bundle),
            request.Options,
            progress => meter.Report(progress.Done, progress.Total, $"success {Text.Percent((double)progress.Successes / progress.Done)}"),
            terminal.Cancellation));

    /// <summary>The policy that is asked for.</summary>
    public static IInteractivePolicy CreatePolicy(EvalRequest request, ControllerBundle bundle) =>
        bundle.CreatePolicy(request.Policy, request.ManagerPeriod, request.Options.Seed, request.Graph);

    /// <summary>Loads a bundle and checks that it belongs to the environment.</summary>
    public static ControllerBundle Load(string environment, string bundle)
    {
        using var reference = EnvironmentCatalog.Create(environment);
        return ControllerBundle.Load(bundle, reference.Spec);
    }

    private static string PolicyName(PolicyKind? policy, BundleManifest manifest) =>
        (policy ?? (manifest.Hierarchical ? PolicyKind.Hiql : PolicyKind.Flat)).ToString().ToLowerInvariant();
}
