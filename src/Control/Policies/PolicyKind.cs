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
    /// <param name="graph">Whether it follows the bundle's landmark graph; null where there is one. Random actions follow nothing.</param>
    /// <param name="waitForPlans">With a graph: true for the same bits every time, false for a real-time loop.</param>
    /// <exception cref="Contracts.InputException">The bundle has no such policy, or no graph.</exception>
    public static IInteractivePolicy CreatePolicy(
        this ControllerBundle bundle, PolicyKind? kind = null, int? managerPeriod = null, ulong seed = 0, bool? graph = null, bool waitForPlans = true)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        IInteractivePolicy policy = (kind ?? (bundle.Manifest.Hierarchical ? PolicyKind.Hiql : PolicyKind.Flat)) switch
        {
            PolicyKind.Hiql => new HierarchicalPolicy(bundle, managerPeriod),
            PolicyKind.Flat => new FlatPolicy(bundle),
            _ => new RandomPolicy(bundle.Manifest.Environment.Action, seed),
        };
        return policy is RandomPolicy || !bundle.FollowsGraph(graph) ? policy : AboveGraph(policy, bundle, waitForPlans);
    }

    /// <summary>Whether a controller follows the bundle's landmark graph.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="asked">What a person said; null for whether there is one.</param>
    public static bool FollowsGraph(this ControllerBundle bundle, bool? asked)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        return asked ?? bundle.Graph is not null;
    }

    private static LandmarkPolicy AboveGraph(IInteractivePolicy policy, ControllerBundle bundle, bool waitForPlans)
    {
        try
        {
            return new LandmarkPolicy(policy, bundle, waitForPlans);
        }
        catch
        {
            policy.Dispose();
            throw;
        }
    }
}
