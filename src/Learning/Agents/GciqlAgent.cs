using HiqlRobotics.Engines.Torch;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// Flat goal-conditioned implicit Q-learning (Kostrikov et al. 2021; OGBench <c>impls/agents/gciql.py</c>): V follows the
/// smaller target Q by an expectile, Q bootstraps from V, and the actor climbs Q or imitates by advantages.
/// </summary>
public sealed class GciqlAgent : IAgent
{
    private const double SmallestScale = 1e-6;

    private readonly TwoLanes _lanes;
    private readonly GCValue _value;
    private readonly GCValue _critic;
    private readonly GCValue _targetCritic;
    private readonly GCActor _actor;
    private readonly AdamGroup _valueAdam;
    private readonly AdamGroup _actorAdam;
    private readonly Tensor[] _targetParameters;
    private readonly Tensor[] _onlineParameters;
    private readonly Gate _targetReady = new();
    private readonly Gate _valueRead = new();
    private readonly bool _checkEachLoss;
    private Tensor? _target;

    /// <summary>An agent on its networks; owns them from now on.</summary>
    /// <param name="config">Resolved hyperparameters.</param>
    /// <param name="networks">Flat networks with V and Q.</param>
    /// <param name="lanes">Threads of the step; stays the caller's.</param>
    public GciqlAgent(HiqlConfig config, AgentNetworks networks, TwoLanes lanes)
    {
        Config = config;
        Networks = networks;
        _lanes = lanes;
        (_value, _critic, _targetCritic, _actor) = (networks.Value!, networks.Critic!, networks.TargetCritic!, networks.Actor);
        _valueAdam = new AdamGroup(config, _value.NamedParameters("value").Concat(_critic.NamedParameters("critic")));
        _actorAdam = new AdamGroup(config, _actor.NamedParameters("actor"));
        _targetParameters = [.. _targetCritic.Parameters];
        _onlineParameters = [.. _critic.Parameters];
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
        var values = new StepMeter(measure, _checkEachLoss);
        var actor = new StepMeter(measure, _checkEachLoss);
        _lanes.Run(
            first: () => { },
            beside: () => UpdateActor(batch, learningRate, actor),
            last: () => UpdateValues(batch, learningRate, values),
            _targetReady, _valueRead);
        _target!.Dispose();
        return StepMeter.Report(measure, values, actor);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Evaluate(Batch batch)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var meter = new StepMeter(measure: true, checkLoss: false);
        EvaluateTarget(batch);
        ValueLosses(batch, meter);
        ActorLoss(batch, meter);
        _target!.Dispose();
        return meter.Metrics;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var adam in Optimizers)
            adam.Dispose();
        Networks.Dispose();
        _targetReady.Dispose();
        _valueRead.Dispose();
    }

    // The values' lane has 12 of the 19 network passes of a step; taking the target Q from the actor's makes it 10 to 9.
    private void EvaluateTarget(Batch batch)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        _target = Smallest(_targetCritic.Forward(batch.Observations, cat([batch.ValueGoals, batch.Actions], 1))).DetachFromDisposeScope();
        _targetReady.Open();
    }

    private void UpdateValues(Batch batch, double learningRate, StepMeter meter)
    {
        using var scope = NewDisposeScope();
        ValueLosses(batch, meter).backward();
        // The other lane reads the parameters from before the update.
        _valueRead.Wait();
        FusedOps.Polyak(_targetParameters, _onlineParameters, Config.Tau);
        _valueAdam.Step(learningRate);
    }

    private void UpdateActor(Batch batch, double learningRate, StepMeter meter)
    {
        using var scope = NewDisposeScope();
        EvaluateTarget(batch);
        ActorLoss(batch, meter).backward();
        _valueRead.Open();
        _actorAdam.Step(learningRate);
    }

    private Tensor ValueLosses(Batch batch, StepMeter meter)
    {
        var critic = CriticLoss(batch, meter);
        var online = _value.Mean(batch.Observations, batch.ValueGoals);
        _targetReady.Wait();
        var advantage = _target! - online;
        var value = Losses.Expectile(advantage, advantage, Config.Expectile, Losses.Labelled(null, batch.HasActions));
        meter.Value(value, online);
        return critic + value;
    }

    // Q knows an action, so a row without one trains neither Q nor, through it, V.
    private Tensor CriticLoss(Batch batch, StepMeter meter)
    {
        var heads = _critic.Forward(batch.Observations, cat([batch.ValueGoals, batch.Actions], 1));
        Tensor target;
        using (no_grad())
            target = batch.Rewards + batch.Discounts * _value.Mean(batch.BackupObservations, batch.ValueGoals);
        var (first, second) = (heads.First - target, heads.Second - target);
        var loss = Losses.Mean(first * first + second * second, batch.HasActions);
        meter.Critic(loss, heads);
        return loss;
    }

    private Tensor ActorLoss(Batch batch, StepMeter meter) =>
        Config.ActorLoss == Learning.ActorLoss.Awr ? ImitateByAdvantage(batch, meter) : ClimbCritic(batch, meter);

    private Tensor ImitateByAdvantage(Batch batch, StepMeter meter)
    {
        var (s, goals) = (batch.Observations, batch.ActorGoals!);
        Tensor weight;
        using (no_grad())
        {
            var advantage = Smallest(_critic.Forward(s, cat([goals, batch.Actions], 1))) - _value.Mean(s, goals);
            weight = Losses.AdvantageWeight(advantage, Config.Alpha);
            meter.Weights("actor", advantage, weight);
        }
        return _actor.Regression(_actor.Mean(s, goals), batch.Actions, Losses.Labelled(weight, batch.HasActions), meter, "actor");
    }

    // DDPG+BC: Q is divided by its own size, so that α means the same in every environment. Every row has a Q at the actor's
    // own action; only those with an action are imitated.
    private Tensor ClimbCritic(Batch batch, StepMeter meter)
    {
        var (s, goals) = (batch.Observations, batch.ActorGoals!);
        var mean = _actor.Mean(s, goals);
        var q = Smallest(_critic.Forward(s, cat([goals, mean.clamp(-1, 1)], 1), frozen: true));
        var climb = -q.mean() / (q.detach().abs().mean() + SmallestScale);
        var logProb = _actor.LogProb(mean, batch.Actions);
        var imitation = -Losses.Mean(logProb, batch.HasActions) * Config.Alpha;
        var loss = climb + imitation;
        meter.Regression("actor", loss, logProb, batch.Actions - mean);
        meter.Loss("actor/q_loss", climb);
        meter.Loss("actor/bc_loss", imitation);
        return loss;
    }

    private static Tensor Smallest(HeadPair heads) => minimum(heads.First, heads.Second);
}
