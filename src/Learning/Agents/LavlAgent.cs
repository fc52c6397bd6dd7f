using HiqlRobotics.Contracts;
using HiqlRobotics.Engines.Torch;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// Latent-aligned value learning (arXiv 2605.25740, <c>impls/agents/lavl.py</c>): HIQL's manager and worker on a value that is
/// a latent distance, φ of the goal alone, target copies of both, and a term that keeps V from jumping along data steps.
/// All parameters take one step together, because their gradient is clipped together.
/// </summary>
public sealed class LavlAgent : IAgent
{
    private readonly TwoLanes _lanes;
    private readonly ISubgoalRep _rep;
    private readonly ISubgoalRep _targetRep;
    private readonly LatentDistance _value;
    private readonly LatentDistance _targetValue;
    private readonly GCActor _lowActor;
    private readonly GCActor _highActor;
    private readonly AdamGroup[] _adams;
    private readonly GradientClip _clip;
    private readonly Tensor[] _targetParameters;
    private readonly Tensor[] _onlineParameters;
    private readonly Gate _actorsDone = new();
    private readonly bool _checkEachLoss;

    /// <summary>An agent on its networks; owns them from now on.</summary>
    /// <param name="config">Resolved hyperparameters.</param>
    /// <param name="networks">Hierarchical networks with a latent distance.</param>
    /// <param name="lanes">Threads of the step; stays the caller's.</param>
    /// <exception cref="InputException">Its subgoals depend on the state they are seen from.</exception>
    public LavlAgent(HiqlConfig config, AgentNetworks networks, TwoLanes lanes)
    {
        if (config.SubgoalRep == SubgoalRep.Phi)
            throw new InputException("subgoal_rep: phi depends on the state, and lavl encodes goals alone; use phi_goal, state or xy");
        Config = config;
        Networks = networks;
        _lanes = lanes;
        (_rep, _value, _targetValue) = (networks.Rep!, networks.Latent!, networks.TargetLatent!);
        _targetRep = networks.TargetGoalRep ?? _rep;
        (_lowActor, _highActor) = (networks.Actor, networks.HighActor!);
        var value = _rep.NamedParameters().Concat(_value.NamedParameters("value")).ToArray();
        _adams =
        [
            new AdamGroup(config, value),
            new AdamGroup(config, _highActor.NamedParameters("high_actor")),
            new AdamGroup(config, _lowActor.NamedParameters("actor")),
        ];
        _clip = new GradientClip(networks.TrainedParameters().Select(named => named.Tensor), config.MaxGradientNorm);
        _onlineParameters = [.. value.Select(named => named.Tensor)];
        _targetParameters = [.. networks.TargetParameters().Select(named => named.Tensor)];
        _checkEachLoss = StepMeter.ChecksEachLoss(config, _onlineParameters[0]);
    }

    /// <inheritdoc/>
    public HiqlConfig Config { get; }

    /// <inheritdoc/>
    public AgentNetworks Networks { get; }

    /// <inheritdoc/>
    public IReadOnlyList<AdamGroup> Optimizers => _adams;

    /// <inheritdoc/>
    public StepReport Update(Batch batch, double learningRate, bool measure)
    {
        var value = new StepMeter(measure, _checkEachLoss);
        var actors = new StepMeter(measure, _checkEachLoss);
        // Where both lanes add to φ's gradient, the order does not matter: two terms have one sum.
        _lanes.Run(
            first: () => { },
            beside: () => LearnActors(batch, actors),
            last: () => LearnValueAndStep(batch, learningRate, value),
            _actorsDone);
        return StepMeter.Report(measure, value, actors);
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
        foreach (var adam in _adams)
            adam.Dispose();
        Networks.Dispose();
        _actorsDone.Dispose();
    }

    private void LearnActors(Batch batch, StepMeter meter)
    {
        using var scope = NewDisposeScope();
        ActorLoss(batch, meter).backward();
        _actorsDone.Open();
    }

    private void LearnValueAndStep(Batch batch, double learningRate, StepMeter meter)
    {
        using var scope = NewDisposeScope();
        var (loss, mean) = ValueLoss(batch, meter);
        loss.backward();
        _actorsDone.Wait();
        FusedOps.Polyak([Networks.ValueAverage!], [mean], Config.Tau);
        FusedOps.Polyak(_targetParameters, _onlineParameters, Config.Tau);
        _clip.Apply();
        foreach (var adam in _adams)
            adam.Step(learningRate);
    }

    // The mean of V is of the batch, shape (1,), for the running one.
    private (Tensor Loss, Tensor Mean) ValueLoss(Batch batch, StepMeter meter)
    {
        var (s, n) = (batch.Observations, batch.Size);
        var smooth = Config.ContinuityWeight > 0;
        var states = _value.States.Forward(smooth ? cat([s, batch.NextObservations], 0) : s);
        // The state of another row is a state of the data at random, and of none of this row's making.
        var goals = Encode(_rep, _value, s, batch.ValueGoals, smooth ? Losses.OtherRows(s) : null);
        var online = LatentDistance.Between(states.narrow(0, 0, n), goals.narrow(0, 0, n));
        var loss = TemporalDifference(batch, online);
        meter.Value(loss, online);
        if (smooth)
        {
            var elsewhere = goals.narrow(0, n, n);
            var slope = LatentDistance.Between(states.narrow(0, n, n), elsewhere) - LatentDistance.Between(states.narrow(0, 0, n), elsewhere);
            var jumps = Losses.Continuity(slope, 1 - (1 - Config.Discount) * Networks.ValueAverage!.detach());
            meter.Loss("value/continuity_loss", jumps);
            loss += Config.ContinuityWeight * jumps;
        }
        return (loss, online.detach().mean().reshape(1));
    }

    // One head: the side of the expectile comes from target values alone, as in HIQL.
    private Tensor TemporalDifference(Batch batch, Tensor online)
    {
        Tensor target, advantage;
        using (no_grad())
        {
            var states = _targetValue.States.Forward(cat([batch.BackupObservations, batch.Observations], 0));
            var goals = Encode(_targetRep, _targetValue, batch.Observations, batch.ValueGoals);
            target = batch.Rewards + batch.Discounts * LatentDistance.Between(states.narrow(0, 0, batch.Size), goals);
            advantage = target - LatentDistance.Between(states.narrow(0, batch.Size, batch.Size), goals);
        }
        return Losses.Expectile(advantage, target - online, Config.Expectile);
    }

    private Tensor ActorLoss(Batch batch, StepMeter meter)
    {
        var (s, target, worker) = (batch.Observations, batch.HighActorTargets!, batch.Worker!);
        Tensor lowWeight, highWeight;
        using (no_grad())
        {
            var (low, high) = Advantages(batch);
            lowWeight = Weight("low_actor", low, Config.LowAlpha, meter);
            highWeight = Weight("high_actor", high, Config.HighAlpha, meter);
        }
        var reps = ActorReps(batch);
        var workerRep = reps.narrow(0, 0, worker.Size);
        var subgoal = _rep.ForWorker(worker.Observations, Config.LowActorRepGrad ? workerRep : workerRep.detach());
        var targetRep = reps.narrow(0, worker.Size, batch.Size);
        var regressand = _rep.Regressand(s, target, Config.HighActorRepGrad ? targetRep : targetRep.detach());
        var lowLoss = _lowActor.Regression(
            _lowActor.Mean(worker.Observations, subgoal), worker.Actions, Losses.Labelled(lowWeight, worker.HasActions), meter, "low_actor");
        Obedience.Measure(_lowActor, worker, subgoal, meter);
        return lowLoss + _highActor.Regression(_highActor.Mean(s, batch.HighActorGoals!), regressand, highWeight, meter, "high_actor");
    }

    private Tensor ActorReps(Batch batch)
    {
        var (observations, goals) = (cat([batch.Worker!.Observations, batch.Observations], 0), cat([batch.Worker.Goals, batch.HighActorTargets!], 0));
        if (Config.LowActorRepGrad || Config.HighActorRepGrad)
            return _rep.Forward(observations, goals);
        using var noGrad = no_grad();
        return _rep.Forward(observations, goals);
    }

    // V(s', w) − V(s, w) and V(target, g) − V(s, g), each encoder in one pass.
    private (Tensor Low, Tensor High) Advantages(Batch batch)
    {
        var (worker, m, n) = (batch.Worker!, batch.Worker!.Size, batch.Size);
        var states = _value.States.Forward(cat([worker.Observations, worker.NextObservations, batch.HighActorTargets!, batch.Observations], 0));
        var goals = _value.Goals.Forward(
            _rep.Forward(cat([worker.Observations, batch.Observations], 0), cat([worker.Goals, batch.HighActorGoals!], 0)));
        Tensor Value(long start, long goal, long rows) => LatentDistance.Between(states.narrow(0, start, rows), goals.narrow(0, goal, rows));
        return (Value(m, 0, m) - Value(0, 0, m), Value(2 * m, m, n) - Value(2 * m + n, m, n));
    }

    private Tensor Weight(string actor, Tensor advantage, double alpha, StepMeter meter)
    {
        var weight = Losses.AdvantageWeight(advantage, alpha);
        meter.Weights(actor, advantage, weight);
        return Config.NormalizeWeights ? Losses.OverMean(weight) : weight;
    }

    // Latents of goals, and of more goals behind them.
    private static Tensor Encode(ISubgoalRep rep, LatentDistance value, Tensor observations, Tensor goals, Tensor? more = null) =>
        value.Goals.Forward(more is null
            ? rep.Forward(observations, goals) : rep.Forward(cat([observations, observations], 0), cat([goals, more], 0)));
}
