using HiqlRobotics.Contracts;

namespace HiqlRobotics.Learning.Export;

/// <summary>The order in which φ sees its two inputs.</summary>
public enum GoalRepOrder
{
    /// <summary>[s; g], OGBench (<c>impls/agents/hiql.py</c>).</summary>
    ObservationThenGoal,

    /// <summary>[g; s], the paper's code with <c>rep_type=concat</c>.</summary>
    GoalThenObservation,

    /// <summary>g, LAVL.</summary>
    GoalAlone,
}

/// <summary>The trained networks of an agent as plain data, from which the graphs of a bundle are made.</summary>
public sealed record PolicyNetworks
{
    /// <summary>Width of an observation s.</summary>
    public required int ObservationDim { get; init; }

    /// <summary>Width of a goal g.</summary>
    public required int GoalDim { get; init; }

    /// <summary>Standardisation of s and g; null where the agent was trained on raw ones.</summary>
    public ObservationNormalizer? Normalizer { get; init; }

    /// <summary>What a subgoal is.</summary>
    public SubgoalRep SubgoalRep { get; init; } = SubgoalRep.Phi;

    /// <summary>φ before its normalisation to length √rep_dim; null for flat agents and where a subgoal is a slice of the state.</summary>
    public MlpWeights? GoalRep { get; init; }

    /// <summary>Input order of φ.</summary>
    public GoalRepOrder GoalRepOrder { get; init; }

    /// <summary>The value heads on [s; φ], flat agents [s; g]; empty for agents without a value (GCBC).</summary>
    public IReadOnlyList<MlpWeights> ValueHeads { get; init; } = [];

    /// <summary>φ_S of a value that is a latent distance; null where it has heads.</summary>
    public MlpWeights? StateEncoder { get; init; }

    /// <summary>ψ of the same, on what stands for the goal.</summary>
    public MlpWeights? GoalEncoder { get; init; }

    /// <summary>π_h on [s; g], before its normalisation to length √rep_dim; null for flat agents.</summary>
    public MlpWeights? HighActor { get; init; }

    /// <summary>π_l on [s; z], flat agents [s; g]: the mean of the action before clipping to [−1, 1].</summary>
    public required MlpWeights LowActor { get; init; }

    /// <summary>Whether there is a manager.</summary>
    public bool Hierarchical => HighActor is not null;

    /// <summary>Whether there is a V.</summary>
    public bool HasValue => ValueHeads.Count > 0 || StateEncoder is not null;

    /// <summary>Numbers in a subgoal; 0 for flat agents.</summary>
    public int RepDim => HighActor?.Outputs ?? 0;

    /// <summary>Standardisation of a subgoal that is a slice of the state.</summary>
    internal ObservationNormalizer? SliceNormalizer => Normalizer?.Slice(RepDim);

    /// <summary>Checks that all networks fit each other.</summary>
    /// <exception cref="ArgumentException">They do not.</exception>
    public void Validate()
    {
        var latent = SubgoalRep.IsLatent();
        if ((Hierarchical && latent) != GoalRep is not null)
            throw new ArgumentException("a hierarchical agent has both a high actor and a goal representation, unless a subgoal is a slice of the state");
        if (Normalizer is { } n && (n.Mean.Length != ObservationDim || n.Std.Length != ObservationDim || GoalDim != ObservationDim))
            throw new ArgumentException($"normaliser of {n.Mean.Length} for observations of {ObservationDim}, goals of {GoalDim}");
        var (s, g) = (Normalizer?.EncodedDim ?? ObservationDim, Normalizer?.EncodedDim ?? GoalDim);
        var raw = s + g;
        var goal = !Hierarchical ? g : latent ? RepDim : SliceNormalizer?.EncodedDim ?? RepDim;
        Validate("goal_rep", GoalRep, GoalRepOrder == GoalRepOrder.GoalAlone ? g : raw, RepDim);
        Validate("high_actor", HighActor, raw, RepDim);
        Validate("low_actor", LowActor, s + (Hierarchical ? RepDim : g), LowActor.Outputs);
        foreach (var head in ValueHeads)
            Validate("value", head, s + goal, 1);
        if ((StateEncoder is null) != (GoalEncoder is null))
            throw new ArgumentException("a latent distance has both encoders");
        Validate("value.states", StateEncoder, s, StateEncoder?.Outputs ?? 0);
        Validate("value.goals", GoalEncoder, goal, StateEncoder?.Outputs ?? 0);
    }

    private static void Validate(string name, MlpWeights? network, int inputs, int outputs)
    {
        network?.Validate();
        if (network is not null && (network.Inputs != inputs || network.Outputs != outputs))
            throw new ArgumentException($"{name}: {network.Inputs}→{network.Outputs}, expected {inputs}→{outputs}");
    }
}
