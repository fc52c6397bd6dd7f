using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Goal-conditioned behaviour cloning (OGBench <c>impls/agents/gcbc.py</c>): L = −mean log π(a | s, g).</summary>
public sealed class GcbcAgent : IAgent
{
    private readonly AdamGroup _adam;
    private readonly bool _checkEachLoss;

    /// <summary>An agent on its networks; owns them from now on.</summary>
    /// <param name="config">Resolved hyperparameters.</param>
    /// <param name="networks">Flat networks.</param>
    public GcbcAgent(HiqlConfig config, AgentNetworks networks)
    {
        Config = config;
        Networks = networks;
        _adam = new AdamGroup(config, networks.Actor.NamedParameters("actor"));
        _checkEachLoss = StepMeter.ChecksEachLoss(config, networks.Actor.Network.Layers[0].Weight);
    }

    /// <inheritdoc/>
    public HiqlConfig Config { get; }

    /// <inheritdoc/>
    public AgentNetworks Networks { get; }

    /// <inheritdoc/>
    public IReadOnlyList<AdamGroup> Optimizers => [_adam];

    /// <inheritdoc/>
    public StepReport Update(Batch batch, double learningRate, bool measure)
    {
        using var scope = NewDisposeScope();
        var meter = new StepMeter(measure, _checkEachLoss);
        ActorLoss(batch, meter).backward();
        _adam.Step(learningRate);
        return StepMeter.Report(measure, meter);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Evaluate(Batch batch)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var meter = new StepMeter(measure: true, checkLoss: false);
        ActorLoss(batch, meter);
        return meter.Metrics;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _adam.Dispose();
        Networks.Dispose();
    }

    private Tensor ActorLoss(Batch batch, StepMeter meter) =>
        Networks.Actor.Regression(Networks.Actor.Mean(batch.Observations, batch.ActorGoals!), batch.Actions, Losses.Labelled(null, batch.HasActions), meter, "actor");
}
