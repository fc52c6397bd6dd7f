using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>The first record of a run log: what is needed to read the rest and to run it again.</summary>
public sealed record RunLogHeader
{
    /// <summary>Version of this format; a reader refuses what it does not know.</summary>
    public const int CurrentFormatVersion = 2;

    /// <summary>Version this log was written with.</summary>
    public int FormatVersion { get; init; } = CurrentFormatVersion;

    /// <summary>Name of the environment.</summary>
    public required string Environment { get; init; }

    /// <summary>SHA-256 of the environment's MJCF text.</summary>
    public required string ModelHash { get; init; }

    /// <summary>SHA-256 of the bundle's manifest; empty for policies without a bundle.</summary>
    public required string BundleSha256 { get; init; }

    /// <summary>The user's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The task every episode of a session poses; null for one after the other.</summary>
    public int? TaskId { get; init; }

    /// <summary>Ticks per second that were asked for.</summary>
    public required double RateHz { get; init; }

    /// <summary>Control steps a subgoal is held; 0 without a manager.</summary>
    public required int ManagerPeriod { get; init; }

    /// <summary>Whether the controller followed its bundle's landmark graph; null for no.</summary>
    public bool? Graph { get; init; }

    /// <summary>Elements of an observation.</summary>
    public required int ObservationDim { get; init; }

    /// <summary>Elements of a goal.</summary>
    public required int GoalDim { get; init; }

    /// <summary>Elements of a subgoal; 0 where there is none.</summary>
    public required int SubgoalDim { get; init; }

    /// <summary>Elements of an action.</summary>
    public required int ActionDim { get; init; }

    /// <summary>Bytes of the environment's state in each tick; 0 where the run cannot be wound back.</summary>
    public int EnvironmentStateBytes { get; init; }

    /// <summary>Bytes of the controller's state in each tick; 0 where the run cannot be wound back.</summary>
    public int PolicyStateBytes { get; init; }

    /// <summary>Folder of the bundle; null for policies without one.</summary>
    public string? Bundle { get; init; }

    /// <summary>The log this one branches off; null for one that begins with an episode.</summary>
    public string? Parent { get; init; }

    /// <summary>The tick of the parent from which it goes on.</summary>
    public long? ParentTick { get; init; }

    /// <summary>The header for a run.</summary>
    /// <param name="environment">Its specification.</param>
    /// <param name="options">Rate and seed.</param>
    /// <param name="bundle">Null for policies without one.</param>
    /// <param name="policy">Its subgoal's width and the manager's period.</param>
    public static RunLogHeader For(EnvironmentSpec environment, ControlOptions options, ControllerBundle? bundle, IPolicy policy) =>
        For(environment, options, bundle?.Sha256, bundle?.Path, policy);

    /// <summary>The header for a run.</summary>
    internal static RunLogHeader For(
        EnvironmentSpec environment, ControlOptions options, string? bundleSha256, string? bundlePath, IPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(options);
        return new()
        {
            Environment = environment.Name,
            ModelHash = environment.ModelHash,
            BundleSha256 = bundleSha256 ?? "",
            Bundle = bundlePath,
            Seed = options.Seed,
            RateHz = options.RateIn(environment),
            ManagerPeriod = (policy as IInteractivePolicy)?.ManagerPeriod ?? 0,
            Graph = policy is LandmarkPolicy ? true : null,
            ObservationDim = environment.Observation.Dim,
            GoalDim = environment.Goal.Dim,
            SubgoalDim = (policy as ISubgoalPolicy)?.Subgoal.Length ?? 0,
            ActionDim = environment.Action.Dim,
        };
    }
}
