using HiqlRobotics.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// The networks of an agent. Hierarchical: φ (or a slice of the state in its place), V on (s, φ) or as a distance, manager on (s, g), worker on (s, z). Flat: V on (s, g),
/// Q on (s, g, a) where there is one, and one actor on (s, g); behaviour cloning has only the actor.
/// </summary>
public sealed class AgentNetworks : IDisposable
{
    /// <summary>Fresh networks for an agent.</summary>
    /// <param name="config">Agent and widths.</param>
    /// <param name="scaling">What observations and goals have been through.</param>
    /// <param name="actionDim">Width of actions.</param>
    /// <param name="seed">Decides the initial weights.</param>
    /// <param name="device">Where the parameters live.</param>
    public AgentNetworks(HiqlConfig config, ObservationScaling scaling, int actionDim, ulong seed, Device device)
    {
        RandomStream Stream(string name) => new(seed, $"learning/init/{name}");
        var (observationDim, posture) = (scaling.EncodedDim, scaling.StateScale(config.PostureScale));
        var (goalDim, goalPosture) = (observationDim, scaling.GoalScale(config.GoalPostureScale));
        var products = InputProducts.OfStateAndGoal(config, scaling);
        if (config.Hierarchical)
        {
            var width = config.SubgoalDim(scaling.Mean.Count);
            HighActor = new GCActor(
                config, 2 * observationDim, width, Stream("high_actor"), device,
                InputScales.Join(posture, goalPosture, observationDim, observationDim), products);
            (Rep, goalDim, goalPosture) = Subgoals(config, scaling, width, Stream("goal_rep"), device);
        }
        var scales = InputScales.Join(posture, goalPosture, observationDim, goalDim);
        // φ and a position have no element of the state beside the state's own.
        var valueProducts = goalDim == observationDim && GoalRep is null ? products : null;
        GCValue Heads(string name, int count = 2) => new(config, observationDim, goalDim, Stream(name), device, scales, count, valueProducts);
        GCValue Critics() => new(
            config, observationDim, goalDim + actionDim, Stream("critic"), device,
            InputScales.Join(scales, null, observationDim + goalDim, actionDim), products: products);
        switch (config.Kind.Value)
        {
            case ValueForm.TwoHeads:
                (Value, TargetValue) = (Heads("value"), Heads("value"));
                break;
            case ValueForm.StateAndAction:
                (Value, Critic, TargetCritic) = (Heads("value", 1), Critics(), Critics());
                break;
            case ValueForm.LatentDistance:
                LatentDistance Latents() => new(config, observationDim, goalDim, Stream("value"), device, posture, goalPosture);
                (Latent, TargetLatent) = (Latents(), Latents());
                TargetGoalRep = GoalRep is null ? null : new GoalRep(config, scaling, Stream("goal_rep"), device);
                ValueAverage = Dense.Leaf([(float)(-1 / (1 - config.Discount))], [1], device);
                break;
        }
        Actor = new GCActor(
            config, observationDim + (Rep?.WorkerDim ?? goalDim), config.ActionChunk * actionDim, Stream("actor"), device,
            InputScales.Join(null, Rep is null ? goalPosture : WorkerScale(config, Rep, config.WholeSubgoals ? null : goalPosture), observationDim, Rep?.WorkerDim ?? goalDim),
            Rep is null ? products : null);
    }

    /// <summary>What stands for a subgoal; null for flat agents.</summary>
    public ISubgoalRep? Rep { get; }

    /// <summary>φ; null for flat agents and where a subgoal is a slice of the state.</summary>
    public GoalRep? GoalRep => Rep as GoalRep;

    /// <summary>V by heads; null for behaviour cloning.</summary>
    public GCValue? Value { get; }

    /// <summary>Polyak copy of <see cref="Value"/>; φ has none.</summary>
    public GCValue? TargetValue { get; }

    /// <summary>Q, which reads [s; g; a]; null where there is none.</summary>
    public GCValue? Critic { get; }

    /// <summary>Polyak copy of <see cref="Critic"/>.</summary>
    public GCValue? TargetCritic { get; }

    /// <summary>V as a latent distance; null where it is something else.</summary>
    public LatentDistance? Latent { get; }

    /// <summary>Polyak copy of <see cref="Latent"/>.</summary>
    public LatentDistance? TargetLatent { get; }

    /// <summary>Polyak copy of φ, where it has one.</summary>
    public GoalRep? TargetGoalRep { get; }

    /// <summary>Running mean of a latent V over batches, shape (1,); no optimiser changes it.</summary>
    public Parameter? ValueAverage { get; }

    /// <summary>V, whatever network it is; null for behaviour cloning.</summary>
    public IStateValue? StateValue => (IStateValue?)Value ?? Latent;

    /// <summary>The manager; null for flat agents.</summary>
    public GCActor? HighActor { get; }

    /// <summary>The worker, or the one actor of a flat agent.</summary>
    public GCActor Actor { get; }

    /// <summary>Every parameter by name, in a fixed order: the content of a checkpoint.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> NamedParameters() =>
        TrainedParameters().Concat(TargetParameters()).Concat(ValueAverage is null ? [] : [("value_average", ValueAverage)]);

    /// <summary>The parameters of all Polyak copies, by name, in the order of their originals.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> TargetParameters() =>
        (TargetGoalRep?.Network.NamedParameters("target_goal_rep") ?? [])
            .Concat(TargetValue?.NamedParameters("target_value") ?? [])
            .Concat(TargetLatent?.NamedParameters("target_value") ?? [])
            .Concat(TargetCritic?.NamedParameters("target_critic") ?? []);

    /// <summary>The parameters that an optimiser changes, by name.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> TrainedParameters() =>
        (Rep?.NamedParameters() ?? [])
            .Concat(StateValue?.NamedParameters("value") ?? [])
            .Concat(Critic?.NamedParameters("critic") ?? [])
            .Concat(HighActor?.NamedParameters("high_actor") ?? [])
            .Concat(Actor.NamedParameters("actor"));

    /// <summary>V̄(s, g) for raw goals, shape (batch,); through φ where there is one.</summary>
    /// <exception cref="InvalidOperationException">The agent has no value.</exception>
    public Tensor MeanValue(Tensor observations, Tensor goals) =>
        (StateValue ?? throw new InvalidOperationException("this agent has no value"))
            .Mean(observations, Rep?.Forward(observations, goals) ?? goals);

    private static float[]? WorkerScale(HiqlConfig config, ISubgoalRep rep, float[]? goalPosture) =>
        config.SubgoalScale == 1 && goalPosture is null ? null :
        [.. Enumerable.Range(0, rep.WorkerDim).Select(place => (float)config.SubgoalScale * (goalPosture?[place] ?? 1f))];

    private static (ISubgoalRep Rep, int Dim, float[]? Posture) Subgoals(
        HiqlConfig config, ObservationScaling scaling, int width, RandomStream random, Device device)
    {
        if (config.SubgoalRep.IsLatent())
            return (new GoalRep(config, scaling, random, device), width, null);
        var slice = scaling.Slice(width);
        return (new StateSlice(scaling, width, device), slice.EncodedDim, slice.GoalScale(config.GoalPostureScale));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Rep?.Dispose();
        StateValue?.Dispose();
        TargetValue?.Dispose();
        TargetLatent?.Dispose();
        TargetGoalRep?.Dispose();
        ValueAverage?.Dispose();
        Critic?.Dispose();
        TargetCritic?.Dispose();
        HighActor?.Dispose();
        Actor.Dispose();
    }
}
