using HiqlRobotics.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// The networks of an agent. Hierarchical: φ, V on (s, φ), manager on (s, g), worker on (s, z). Flat: V on (s, g) and
/// one actor on (s, g); behaviour cloning has only the actor.
/// </summary>
public sealed class AgentNetworks : IDisposable
{
    /// <summary>Fresh networks for an agent.</summary>
    /// <param name="config">Agent and widths.</param>
    /// <param name="observationDim">Width of observations and goals.</param>
    /// <param name="actionDim">Width of actions.</param>
    /// <param name="seed">Decides the initial weights.</param>
    /// <param name="device">Where the parameters live.</param>
    public AgentNetworks(HiqlConfig config, int observationDim, int actionDim, ulong seed, Device device)
    {
        RandomStream Stream(string name) => new(seed, $"learning/init/{name}");
        var goalDim = config.Hierarchical ? config.RepDim : observationDim;
        if (config.Hierarchical)
        {
            GoalRep = new GoalRep(config, observationDim, Stream("goal_rep"), device);
            HighActor = new GCActor(config, 2 * observationDim, config.RepDim, Stream("high_actor"), device);
        }
        if (config.Agent != "gcbc")
        {
            Value = new GCValue(config, observationDim, goalDim, Stream("value"), device);
            TargetValue = new GCValue(config, observationDim, goalDim, Stream("value"), device);
        }
        Actor = new GCActor(config, observationDim + goalDim, actionDim, Stream("actor"), device);
    }

    /// <summary>φ; null for flat agents.</summary>
    public GoalRep? GoalRep { get; }

    /// <summary>V; null for behaviour cloning.</summary>
    public GCValue? Value { get; }

    /// <summary>Polyak copy of <see cref="Value"/>; φ has none.</summary>
    public GCValue? TargetValue { get; }

    /// <summary>The manager; null for flat agents.</summary>
    public GCActor? HighActor { get; }

    /// <summary>The worker, or the one actor of a flat agent.</summary>
    public GCActor Actor { get; }

    /// <summary>Every parameter by name, in a fixed order: the content of a checkpoint.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> NamedParameters() =>
        TrainedParameters().Concat(TargetValue?.NamedParameters("target_value") ?? []);

    /// <summary>The parameters that an optimiser changes, by name.</summary>
    public IEnumerable<(string Name, Parameter Tensor)> TrainedParameters() =>
        (GoalRep?.Network.NamedParameters("goal_rep") ?? [])
            .Concat(Value?.NamedParameters("value") ?? [])
            .Concat(HighActor?.NamedParameters("high_actor") ?? [])
            .Concat(Actor.NamedParameters("actor"));

    /// <summary>V̄(s, g) for raw goals, shape (batch,); through φ where there is one.</summary>
    /// <exception cref="InvalidOperationException">The agent has no value.</exception>
    public Tensor MeanValue(Tensor observations, Tensor goals) =>
        (Value ?? throw new InvalidOperationException("this agent has no value"))
            .Mean(observations, GoalRep?.Forward(observations, goals) ?? goals);

    /// <inheritdoc/>
    public void Dispose()
    {
        GoalRep?.Dispose();
        Value?.Dispose();
        TargetValue?.Dispose();
        HighActor?.Dispose();
        Actor.Dispose();
    }
}
