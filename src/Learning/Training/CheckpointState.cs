using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning;

/// <summary>A checkpoint's <c>state.json</c>: everything a resumed run needs that is not a tensor.</summary>
public sealed record CheckpointState
{
    /// <summary>Gradient steps made.</summary>
    public required long Step { get; init; }

    /// <summary>Steps made by each optimiser, in the agent's order.</summary>
    public required IReadOnlyList<long> OptimizerSteps { get; init; }

    /// <summary>State words of every <see cref="RandomStream"/>, by its use.</summary>
    public required IReadOnlyDictionary<string, ulong[]> Random { get; init; }

    /// <summary>Share of pairs of states that V orders rightly (<see cref="OrderConsistency"/>); null where it was not measured at this step.</summary>
    public double? OrderConsistency { get; init; }

    /// <summary>SHA-256 of the tensor files, by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}
