using HiqlRobotics.Engines.Torch;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning;

/// <summary>
/// Hierarchical Implicit Q-Learning (Park et al. 2023, arXiv 2307.11949; OGBench <c>impls/agents/hiql.py</c>). The
/// losses go to parameters of their own: value → φ and V, low actor → worker (and φ with <c>low_actor_rep_grad</c>),
/// high actor → manager.
/// </summary>
public sealed class HiqlAgent : IAgent
{
    private readonly TwoLanes _lanes;
    private readonly ISubgoalRep _rep;
    private readonly GCValue _value;
    private readonly GCValue _targetValue;
    private readonly GCActor _lowActor;
    private readonly GCActor _highActor;
    private readonly AdamGroup _valueAdam;
    private readonly AdamGroup _lowAdam;
    private readonly AdamGroup _highAdam;
    private readonly Tensor[] _targetParameters;
    private readonly Tensor[] _onlineParameters;
    private readonly Gate _nextValueReady = new();
    private readonly Gate _valueRead = new();
    private readonly bool _checkEachLoss;
    private readonly bool _nextValueApart;
    private Tensor? _nextValue;

    /// <summary>An agent on its networks; owns both from now on.</summary>
    /// <param name="config">Resolved hyperparameters.</param>
    /// <param name="networks">Hierarchical networks.</param>
    /// <param name="lanes">Threads of the step; stays the caller's.</param>
    public HiqlAgent(HiqlConfig config, AgentNetworks networks, TwoLanes lanes)
    {
        Config = config;
        Networks = networks;
        _lanes = lanes;
        (_rep, _value, _targetValue) = (networks.Rep!, networks.Value!, networks.TargetValue!);
        (_lowActor, _highActor) = (networks.Actor, networks.HighActor!);
        _valueAdam = new AdamGroup(config, _rep.NamedParameters().Concat(_value.NamedParameters("value")));
        _highAdam = new AdamGroup(config, _highActor.NamedParameters("high_actor"));
        _lowAdam = new AdamGroup(config, _lowActor.NamedParameters("actor"));
        _targetParameters = [.. _targetValue.Parameters];
        _onlineParameters = [.. _value.Parameters];
        _checkEachLoss = StepMeter.ChecksEachLoss(config, _onlineParameters[0]);
        _nextValueApart = _onlineParameters[0].device.IsCpu();
    }

    /// <inheritdoc/>
    public HiqlConfig Config { get; }

    /// <inheritdoc/>
    public AgentNetworks Networks { get; }

    /// <inheritdoc/>
    public IReadOnlyList<AdamGroup> Optimizers => [_valueAdam, _highAdam, _lowAdam];

    /// <inheritdoc/>
    public StepReport Update(Batch batch, double learningRate, bool measure)
    {
        var value = new StepMeter(measure, _checkEachLoss);
        var actors = new StepMeter(measure, _checkEachLoss);
        _lanes.Run(
            first: () => EvaluateNextSubgoal(batch),
            beside: () => UpdateActors(batch, learningRate, actors),
            last: () => UpdateValue(batch, learningRate, value),
            _nextValueReady, _valueRead);
        _nextValue?.Dispose();
        return StepMeter.Report(measure, value, actors);
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Evaluate(Batch batch)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var meter = new StepMeter(measure: true, checkLoss: false);
        EvaluateNextSubgoal(batch);
        ValueLoss(batch, meter);
        ActorLoss(batch, meter);
        _nextValue?.Dispose();
        return meter.Metrics;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var adam in Optimizers)
            adam.Dispose();
        Networks.Dispose();
        _nextValueReady.Dispose();
        _valueRead.Dispose();
    }

    // The value's lane has 14 of the 33 network passes of a step; taking V(s', w) from the actors' makes it 17 to 16. On a
    // GPU, where there are no lanes and a pass costs the same whatever its rows, it is part of the actors' passes.
    private void EvaluateNextSubgoal(Batch batch)
    {
        if (!_nextValueApart)
            return;
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        _nextValue = Networks.MeanValue(batch.Worker!.NextObservations, batch.Worker.Goals).DetachFromDisposeScope();
        _nextValueReady.Open();
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

    // Where both lanes add to φ's gradient, the order does not matter: two terms have one sum.
    private void UpdateActors(Batch batch, double learningRate, StepMeter meter)
    {
        using var scope = NewDisposeScope();
        ActorLoss(batch, meter).backward();
        _valueRead.Open();
        _lowAdam.Step(learningRate);
        _highAdam.Step(learningRate);
    }

    // φ has no target copy: the target heads read the online φ, without gradient.
    private Tensor ValueLoss(Batch batch, StepMeter meter)
    {
        var rep = _rep.Forward(batch.Observations, batch.ValueGoals);
        var online = _value.Forward(batch.Observations, rep);
        HeadPair target;
        using (no_grad())
        {
            var backupRep = _rep.Forward(batch.BackupObservations, batch.ValueGoals);
            target = _targetValue.Forward(cat([batch.BackupObservations, batch.Observations], 0), cat([backupRep, rep.detach()], 0));
        }
        var loss = Losses.Value(online, target.Rows(0, batch.Size), target.Rows(batch.Size, batch.Size), batch, Config.Expectile);
        meter.Value(loss, online);
        return loss;
    }

    private Tensor ActorLoss(Batch batch, StepMeter meter)
    {
        Tensor rep, target, lowWeight, highWeight;
        using (no_grad())
        {
            (rep, target, var lowAdvantage, var highAdvantage) = Advantages(batch);
            lowWeight = Losses.AdvantageWeight(lowAdvantage, Config.LowAlpha);
            highWeight = Losses.AdvantageWeight(highAdvantage, Config.HighAlpha);
            meter.Weights("low_actor", lowAdvantage, lowWeight);
            meter.Weights("high_actor", highAdvantage, highWeight);
        }
        if (!Config.LowActorRepGrad)
            _valueRead.Open();
        var worker = batch.Worker!;
        var workerRep = Config.LowActorRepGrad ? _rep.Forward(worker.Observations, worker.Goals) : rep;
        var subgoal = _rep.ForWorker(worker.Observations, workerRep);
        var low = _lowActor.Regression(
            _lowActor.Mean(worker.Observations, subgoal), worker.Actions, Losses.Labelled(lowWeight, worker.HasActions), meter, "low_actor");
        Obedience.Measure(_lowActor, worker, subgoal, meter);
        var high = _highActor.Regression(
            _highActor.Mean(batch.Observations, batch.HighActorGoals!), target, highWeight, meter, "high_actor");
        return low + high;
    }

    // Four φ and three V in one pass each: φ(w; s), φ(target; s), φ(g; target), φ(g; s); where a
    // subgoal is a slice of the state, φ picks it. V(s', w) and its φ(w; s') come last, where they are not apart.
    private (Tensor Rep, Tensor Target, Tensor Low, Tensor High) Advantages(Batch batch)
    {
        var (s, g, target, n) = (batch.Observations, batch.HighActorGoals!, batch.HighActorTargets!, batch.Size);
        var (worker, m) = (batch.Worker!, batch.Worker!.Size);
        var (next, nextGoals) = _nextValueApart ? ((Tensor[])[], (Tensor[])[]) : ([worker.NextObservations], [worker.Goals]);
        var reps = _rep.Forward(cat([worker.Observations, s, target, s, .. next], 0), cat([worker.Goals, target, g, g, .. nextGoals], 0));
        var rep = reps.narrow(0, 0, m);
        var values = _value.Mean(cat([worker.Observations, target, s, .. next], 0), cat([rep, reps.narrow(0, m + n, reps.shape[0] - m - n)], 0));
        var high = values.narrow(0, m, n) - values.narrow(0, m + n, n);
        if (_nextValueApart)
            _nextValueReady.Wait();
        var nextValue = _nextValueApart ? _nextValue! : values.narrow(0, m + 2L * n, m);
        return (rep, _rep.Regressand(s, target, reps.narrow(0, m, n)), nextValue - values.narrow(0, 0, m), high);
    }
}
