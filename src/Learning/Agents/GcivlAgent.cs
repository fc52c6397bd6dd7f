using HiqlRobotics.Engines.Torch;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>Flat goal-conditioned implicit V-learning (OGBench <c>impls/agents/gcivl.py</c>): HIQL's value loss without φ, one actor.</summary>
public sealed class GcivlAgent : IAgent
{
    private readonly TwoLanes _lanes;
    private readonly GCValue _value;
    private readonly GCValue _targetValue;
    private readonly AdamGroup _valueAdam;
    private readonly AdamGroup _actorAdam;
    private readonly Tensor[] _targetParameters;
    private readonly Tensor[] _onlineParameters;
    private readonly Gate _valueRead = new();
    private readonly bool _checkEachLoss;

    /// <summary>An agent on its networks; owns them from now on.</summary>
    /// <param name="config">Resolved hyperparameters.</param>
    /// <param name="networks">Flat networks with a value.</param>
    /// <param name="lanes">Threads of the step; stays the caller's.</param>
    public GcivlAgent(HiqlConfig config, AgentNetworks networks, TwoLanes lanes)
    {
        Config = config;
        Networks = networks;
        _lanes = lanes;
        (_value, _targetValue) = (networks.Value!, networks.TargetValue!);
        _valueAdam = new AdamGroup(config, _value.NamedParameters("value"));
        _actorAdam = new AdamGroup(config, networks.Actor.NamedParameters("actor"));
        _targetParameters = [.. _targetValue.Parameters];
        _onlineParameters = [.. _value.Parameters];
        _checkEachLoss = StepMeter.ChecksEachLoss(config, _onlineParameters[0]);
    }

    /// <inheritdoc/>
    public HiqlConfig Config { get; }

    /// <inheritdoc/>
    public AgentNetworks Networks { get; }

    /// <inheritdoc/>
    public IReadOnlyList<AdamGroup> Optimizers => [_valueAdam, _actorAdam];

    /// <inheritdoc/>
    public StepReport Update(Batch batch, double learningRate, bool measure)
    {
        var value = new StepMeter(measure, _checkEachLoss);
        var actor = new StepMeter(measure, _checkEachLoss);
        _lanes.Run(
            first: () => { },
            beside: () => UpdateActor(batch, learningRate, actor),
            last: () => UpdateValue(batch, learningRate, value),
            _valueRead);
        return StepMeter.Report(measure, value, actor);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Evaluate(Batch batch)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var meter = new StepMeter(measure: true, checkLoss: false);
        ValueLoss(batch, meter);
        ActorLoss(batch, meter);
        return meter.Metrics;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var adam in Optimizers)
            adam.Dispose();
        Networks.Dispose();
        _valueRead.Dispose();
    }

    private void UpdateValue(Batch batch, double learningRate, StepMeter meter)
    {
        using var scope = NewDisposeScope();
        ValueLoss(batch, meter).backward();
        // The other lane reads the parameters from before the update.
        _valueRead.Wait();
        FusedOps.Polyak(_targetParameters, _onlineParameters, Config.Tau);
        _valueAdam.Step(learningRate);
    }

    private void UpdateActor(Batch batch, double learningRate, StepMeter meter)
    {
        using var scope = NewDisposeScope();
        ActorLoss(batch, meter).backward();
        _actorAdam.Step(learningRate);
    }

    private Tensor ValueLoss(Batch batch, StepMeter meter)
    {
        var (s, goals, n) = (batch.Observations, batch.ValueGoals, batch.Size);
        var online = _value.Forward(s, goals);
        HeadPair target;
        using (no_grad())
            target = _targetValue.Forward(cat([batch.BackupObservations, s], 0), cat([goals, goals], 0));
        var loss = Losses.Value(online, target.Rows(0, n), target.Rows(n, n), batch, Config.Expectile);
        meter.Value(loss, online);
        return loss;
    }

    private Tensor ActorLoss(Batch batch, StepMeter meter)
    {
        var (s, goals, n) = (batch.Observations, batch.ActorGoals!, batch.Size);
        Tensor weight;
        using (no_grad())
        {
            var values = _value.Mean(cat([batch.NextObservations, s], 0), cat([goals, goals], 0));
            var advantage = values.narrow(0, 0, n) - values.narrow(0, n, n);
            weight = Losses.AdvantageWeight(advantage, Config.Alpha);
            meter.Weights("actor", advantage, weight);
        }
        _valueRead.Open();
        return Networks.Actor.Regression(Networks.Actor.Mean(s, goals), batch.Actions, Losses.Labelled(weight, batch.HasActions), meter, "actor");
    }
}
