namespace HiqlRobotics.Control;

/// <summary>The values of <c>--policy</c>.</summary>
public enum PolicyKind
{
    /// <summary>Manager and worker.</summary>
    Hiql,

    /// <summary>The worker alone.</summary>
    Flat,

    /// <summary>Uniform actions.</summary>
    Random,
}

/// <summary>Makes the policies of a bundle.</summary>
public static class PolicyFactory
{
    /// <summary>One policy for one thread.</summary>
    /// <param name="bundle">Must outlive the policy.</param>
    /// <param name="kind">Null for what the bundle was trained as.</param>
    /// <param name="managerPeriod">Null for the bundle's default.</param>
    /// <param name="seed">Of the random policy's draws.</param>
    /// <exception cref="Contracts.InputException">The bundle has no such policy.</exception>
    public static IInteractivePolicy CreatePolicy(
        this ControllerBundle bundle, PolicyKind? kind = null, int? managerPeriod = null, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return (kind ?? (bundle.Manifest.Hierarchical ? PolicyKind.Hiql : PolicyKind.Flat)) switch
        {
            PolicyKind.Hiql => new HierarchicalPolicy(bundle, managerPeriod),
            PolicyKind.Flat => new FlatPolicy(bundle),
            _ => new RandomPolicy(bundle.Manifest.Environment.Action, seed),
        };
    }
}
