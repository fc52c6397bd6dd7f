using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>What generic code has to know of an algorithm. <see cref="AgentFactory"/> knows the rest.</summary>
/// <param name="Name">As in <c>--agent</c>.</param>
/// <param name="Hierarchical">Whether there is a manager and a worker.</param>
/// <param name="Value">Which value networks it has.</param>
public sealed record AgentKind(string Name, bool Hierarchical, ValueForm Value)
{
    /// <summary>All that can be trained.</summary>
    public static IReadOnlyList<AgentKind> All { get; } =
    [
        new("hiql", true, ValueForm.TwoHeads),
        new("gcivl", false, ValueForm.TwoHeads),
        new("gcbc", false, ValueForm.None),
        new("gciql", false, ValueForm.StateAndAction),
        new("lavl", true, ValueForm.LatentDistance),
    ];

    /// <summary>Whether a step has two halves that can run beside each other.</summary>
    public bool TwoLanes => Value != ValueForm.None;

    /// <summary>The one of this name.</summary>
    /// <exception cref="InputException">There is none; lists those there are.</exception>
    public static AgentKind Of(string name) => All.FirstOrDefault(kind => kind.Name == name)
        ?? throw new InputException($"agent: '{name}' is not known; use one of {string.Join(", ", All.Select(kind => kind.Name))}");
}

/// <summary>The value networks of an algorithm.</summary>
public enum ValueForm
{
    /// <summary>None: it only imitates.</summary>
    None,

    /// <summary>V as two heads with a Polyak copy.</summary>
    TwoHeads,

    /// <summary>One V, and Q of state and action as two heads with a Polyak copy.</summary>
    StateAndAction,

    /// <summary>V as the distance of two latents, with a Polyak copy of it and of φ.</summary>
    LatentDistance,
}
