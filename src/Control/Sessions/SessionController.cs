using HiqlRobotics.Contracts;

namespace HiqlRobotics.Control;

/// <summary>A policy with all that belongs to it, so that a session can exchange it as one: bundle, value function, insight.</summary>
public sealed class SessionController : IDisposable
{
    private readonly ControllerBundle? _bundle;
    private readonly OnnxNetwork? _value;

    private SessionController(IInteractivePolicy policy, ControllerBundle? bundle)
    {
        (Policy, _bundle) = (policy, bundle);
        _value = bundle?.Value is { } value ? new OnnxNetwork(value) : null;
        Insight = bundle is null ? null : new BundleInsight(bundle);
    }

    /// <summary>The policy.</summary>
    public IInteractivePolicy Policy { get; }

    /// <summary>What the bundle knows beyond it; null without one.</summary>
    public IInsight? Insight { get; }

    /// <summary>SHA-256 of the bundle's manifest; empty without one.</summary>
    public string BundleSha256 => _bundle?.Sha256 ?? "";

    /// <summary>Folder of the bundle; null without one.</summary>
    public string? BundlePath => _bundle?.Path;

    /// <summary>Whether it follows its bundle's landmark graph.</summary>
    public bool FollowsGraph => Policy is LandmarkPolicy;

    /// <summary>Training steps behind the weights; null without a bundle.</summary>
    public long? Steps => _bundle?.Manifest.Steps;

    /// <summary>Loads, checks and readies a bundle.</summary>
    /// <param name="path">The bundle's folder.</param>
    /// <param name="environment">It has to fit.</param>
    /// <param name="managerPeriod">Null for the bundle's default.</param>
    /// <param name="graph">Whether it follows the bundle's landmark graph; null where there is one.</param>
    /// <exception cref="InputException">It does not load, or does not fit, or has no graph.</exception>
    public static SessionController Load(string path, EnvironmentSpec environment, int? managerPeriod = null, bool? graph = null)
    {
        var bundle = ControllerBundle.Load(path, environment);
        try
        {
            return new SessionController(bundle.CreatePolicy(managerPeriod: managerPeriod, graph: graph), bundle);
        }
        catch
        {
            bundle.Dispose();
            throw;
        }
    }

    /// <summary>Uniform actions.</summary>
    public static SessionController Random(EnvironmentSpec environment, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new(new RandomPolicy(environment.Action, seed), bundle: null);
    }

    /// <summary>A policy of the caller's, which belongs to the controller from here on.</summary>
    public static SessionController Of(IInteractivePolicy policy) => new(policy, bundle: null);

    /// <summary>
    /// A second policy of the same bundle, for another world and forced subgoals, above which no goal matters; null without a
    /// manager. The bundle must outlive it.
    /// </summary>
    internal IInteractivePolicy? Fork() => _bundle is not null && Policy.HasManager ? _bundle.CreatePolicy(graph: false) : null;

    /// <summary>V(observation, goal); NaN where there is no value function. Allocates nothing.</summary>
    public float Value(ReadOnlySpan<float> observation, ReadOnlySpan<float> goal) =>
        _value is null ? float.NaN : _value.Run(observation, goal)[0];

    /// <inheritdoc/>
    public void Dispose()
    {
        Policy.Dispose();
        _value?.Dispose();
        _bundle?.Dispose();
    }
}
