using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Tests.Support;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning.Tests;

public sealed class AgentUpdateTests
{
    private static IAgent Create(HiqlConfig config, TwoLanes lanes, ulong seed = 7) =>
        AgentFactory.Create(config, ObservationScaling.Identity(Toy.ObservationDim), Toy.ActionDim, seed, CPU, lanes);

    private static HiqlConfig Config(string agent) => agent != "lavl" ? Toy.Config(agent) : Toy.Config(agent) with
    {
        SubgoalRep = SubgoalRep.PhiGoal,
        ContinuityWeight = 1,
        MaxGradientNorm = 1000,
        NormalizeWeights = true,
        LowActorRepGrad = true,
        HighActorRepGrad = true,
    };

    private static Dictionary<string, float[]> Weights(IAgent agent, string prefix = "") =>
        agent.Networks.NamedParameters().Where(named => named.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(named => named.Name, named => named.Tensor.data<float>().ToArray());

    private static void Step(IAgent agent, Batch batch) => agent.Update(batch, learningRate: 1e-2, measure: false);

    private static Dictionary<string, float[]> After(Action<TrajectoryDataset> change, string prefix)
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        change(data);
        var config = Toy.Config();
        using var agent = Create(config, lanes);
        Step(agent, Toy.Sample(data, config));
        return Weights(agent, prefix);
    }

    [Fact]
    public void Actions_never_reach_value_phi_or_manager()
    {
        void NoActions(TrajectoryDataset data) => data.Actions.zero_();
        foreach (var prefix in new[] { "value", "goal_rep", "high_actor", "target_value" })
            Assert.Equal(After(_ => { }, prefix), After(NoActions, prefix));
        Assert.NotEqual(After(_ => { }, "actor"), After(NoActions, "actor"));
    }

    [Fact]
    public void The_actors_first_step_does_not_depend_on_the_value_loss()
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        var config = Toy.Config();
        using var one = Create(config, lanes);
        using var other = Create(config with { Expectile = 0.95, Tau = 0.5 }, lanes);
        var batch = Toy.Sample(data, config);

        Step(one, batch);
        Step(other, batch);

        Assert.Equal(Weights(one, "actor"), Weights(other, "actor"));
        Assert.Equal(Weights(one, "high_actor"), Weights(other, "high_actor"));
        Assert.NotEqual(Weights(one, "value"), Weights(other, "value"));
        Assert.NotEqual(Weights(one, "goal_rep"), Weights(other, "goal_rep"));
    }

    [Theory]
    [InlineData("hiql")]
    [InlineData("gciql")]
    [InlineData("lavl")]
    public void Every_trained_weight_moves(string agentName)
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        var config = Config(agentName);
        using var agent = Create(config, lanes);
        var before = Weights(agent);
        Step(agent, Toy.Sample(data, config));
        foreach (var (name, values) in Weights(agent).Where(pair => !pair.Key.StartsWith("target", StringComparison.Ordinal)))
            Assert.True(!values.AsSpan().SequenceEqual(before[name]), $"{name} did not move");
    }

    [Fact]
    public void An_actor_that_climbs_Q_does_not_change_it()
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        var config = Toy.Config("gciql");
        using var climbs = Create(config, lanes);
        using var imitates = Create(config with { ActorLoss = ActorLoss.Awr }, lanes);
        var batch = Toy.Sample(data, config);

        Step(climbs, batch);
        Step(imitates, batch);

        Assert.Equal(Weights(imitates, "critic"), Weights(climbs, "critic"));
        Assert.Equal(Weights(imitates, "value"), Weights(climbs, "value"));
        Assert.NotEqual(Weights(imitates, "actor"), Weights(climbs, "actor"));
    }

    [Theory]
    [InlineData("hiql", "target_value", "value")]
    [InlineData("gciql", "target_critic", "critic")]
    [InlineData("lavl", "target_value", "value")]
    [InlineData("lavl", "target_goal_rep", "goal_rep")]
    public void The_target_follows_the_weights_from_before_the_update(string agentName, string copy, string original)
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        var config = Config(agentName) with { Tau = 0.3 };
        using var agent = Create(config, lanes);
        Step(agent, Toy.Sample(data, config));
        var (target, online) = (Weights(agent, copy + "."), Weights(agent, original + "."));

        Step(agent, Toy.Sample(data, config, seed: 2));

        Assert.NotEmpty(target);
        foreach (var (name, values) in Weights(agent, copy + "."))
            for (var i = 0; i < values.Length; i++)
                Assert.Equal(0.3 * online[name["target_".Length..]][i] + 0.7 * target[name][i], values[i], 1e-6);
    }

    [Theory]
    [InlineData("hiql")]
    [InlineData("gciql")]
    [InlineData("lavl")]
    public void The_target_starts_as_a_copy(string agentName)
    {
        using var lanes = new TwoLanes(1);
        using var agent = Create(Config(agentName), lanes);
        Assert.NotEmpty(Weights(agent, "target_"));
        foreach (var (name, values) in Weights(agent, "target_"))
            Assert.Equal(Weights(agent)[name["target_".Length..]], values);
    }

    [Theory]
    [InlineData("hiql")]
    [InlineData("gcivl")]
    [InlineData("gciql")]
    [InlineData("lavl")]
    public void Two_lanes_learn_what_one_thread_learns(string agentName)
    {
        var config = Config(agentName);
        var (one, two, again) = (Learn(config, threads: 1), Learn(config, threads: 2), Learn(config, threads: 2));
        Assert.Equal(two, again);
        foreach (var (name, values) in one)
            for (var i = 0; i < values.Length; i++)
                Assert.Equal(values[i], two[name][i], 1e-5);
    }

    private static Dictionary<string, float[]> Learn(HiqlConfig config, int threads)
    {
        using var lanes = new TwoLanes(threads);
        using var data = Toy.Dataset();
        using var agent = Create(config, lanes);
        for (var step = 0; step < 50; step++)
        {
            using var scope = NewDisposeScope();
            Assert.True(agent.Update(Toy.Sample(data, config, (ulong)step), 1e-3, measure: step % 10 == 0).IsFinite);
        }
        return Weights(agent);
    }

    [Fact]
    public void A_gradient_beyond_its_greatest_length_is_shortened_as_a_whole()
    {
        using var scope = NewDisposeScope();
        using var first = new TorchSharp.Modules.Parameter(tensor([1f, 1f]));
        using var second = new TorchSharp.Modules.Parameter(tensor([1f]));
        ((first * tensor([6f, 0f])).sum() + (second * 8f).sum()).backward();

        new GradientClip([first, second], 20).Apply();
        Assert.Equal([6f, 0f, 8f], [.. first.grad!.data<float>(), .. second.grad!.data<float>()]);
        new GradientClip([first, second], 5).Apply();
        Assert.Equal([3f, 0f, 4f], [.. first.grad!.data<float>(), .. second.grad!.data<float>()]);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Lavls_actors_reach_phi_where_they_are_let(bool low, bool high)
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        var config = Config("lavl") with { LowActorRepGrad = low, HighActorRepGrad = high };
        using var agent = Create(config, lanes);
        using var blind = Create(config with { LowAlpha = 1, HighAlpha = 1, LowActorRepGrad = false, HighActorRepGrad = false }, lanes);
        var batch = Toy.Sample(data, config);

        Step(agent, batch);
        Step(blind, batch);

        Assert.Equal(low || high, !Weights(agent, "goal_rep")["goal_rep.0.weight"].SequenceEqual(Weights(blind, "goal_rep")["goal_rep.0.weight"]));
        Assert.Equal(Weights(agent, "value.states"), Weights(blind, "value.states"));
    }

    [Fact]
    public void A_latent_values_mean_runs_after_its_batches()
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        var config = Config("lavl");
        using var agent = Create(config, lanes);
        var batch = Toy.Sample(data, config);
        Assert.Equal(-10f, agent.Networks.ValueAverage!.item<float>(), 1e-5f);
        var mean = agent.Evaluate(batch)["value/v_mean"];

        Step(agent, batch);

        Assert.Equal(0.98 * -10 + 0.02 * mean, agent.Networks.ValueAverage.item<float>(), 1e-5);
    }

    [Fact]
    public void A_failure_in_one_lane_reaches_the_caller()
    {
        using var lanes = new TwoLanes(2);
        using var gate = new Gate();
        Assert.Throws<AggregateException>(() => lanes.Run(
            first: () => throw new InvalidOperationException("first"), beside: gate.Wait, last: () => { }, gate));
    }

    [Theory]
    [InlineData("hiql")]
    [InlineData("gciql")]
    [InlineData("lavl")]
    public void Measuring_reports_the_losses_of_the_weights_before_the_update(string agentName)
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(2);
        using var data = Toy.Dataset();
        var config = Config(agentName);
        using var agent = Create(config, lanes);
        var batch = Toy.Sample(data, config);
        var expected = agent.Evaluate(batch);
        var measured = agent.Update(batch, 1e-3, measure: true).Metrics!;
        Assert.Equal(expected.Keys.Order(), measured.Keys.Order());
        foreach (var (name, value) in expected)
            Assert.Equal(value, measured[name], 1e-5 * (1 + Math.Abs(value)));
    }

    [Fact]
    public void Nan_gradients_are_filtered_where_the_paper_does_so()
    {
        using var scope = NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        data.Actions.fill_(float.NaN);
        var config = Toy.Config() with { FilterNanGradients = true };
        using var agent = Create(config, lanes);
        Step(agent, Toy.Sample(data, config));
        Assert.All(Weights(agent), pair => Assert.All(pair.Value, value => Assert.True(float.IsFinite(value), pair.Key)));
    }

    [Fact]
    public void A_flat_clone_overfits_eight_transitions()
    {
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset(seed: 4, 9);
        var config = Toy.Config("gcbc") with { ActorHidden = [64, 64], BatchSize = 32, ActorPCurgoal = 1, ActorPTrajgoal = 0 };
        using var agent = Create(config, lanes);
        var error = double.NaN;
        for (var step = 0; step < 600; step++)
        {
            using var scope = NewDisposeScope();
            error = agent.Update(Toy.Sample(data, config, (ulong)step), 5e-3, measure: true).Metrics!["actor/mse"];
        }
        Assert.True(error < 0.01, $"mse {error}");
    }

    [Theory]
    [InlineData("hiql")]
    [InlineData("gciql")]
    [InlineData("lavl")]
    public void The_value_of_a_chain_approaches_the_exact_one(string agentName)
    {
        const int states = 7;
        using var lanes = new TwoLanes(2);
        var observations = Enumerable.Range(0, states).SelectMany(i => new[] { i / 3f - 1, 0.5f }).ToArray();
        using var data = new TrajectoryDataset(observations, new float[2 * states], Toy.Index(states), ObservationScaling.Identity(2), CPU);
        var config = Config(agentName) with
        {
            ValueHidden = [32, 32],
            BatchSize = 64,
            Tau = 0.05,
            ValuePCurgoal = 0.3,
            ValuePTrajgoal = 0.7,
            ValuePRandomgoal = 0,
            ValueGeomSample = false,
        };
        using var agent = Create(config, lanes);
        for (var step = 0; step < 1500; step++)
        {
            using var scope = NewDisposeScope();
            agent.Update(Toy.Sample(data, config, (ulong)step), 3e-3 * (1 - step / 1500.0), measure: false);
        }
        using var outer = NewDisposeScope();
        var goal = data.Observations.narrow(0, states - 2, 1).expand(states - 1, 2);
        var values = agent.Networks.MeanValue(data.Observations.narrow(0, 0, states - 1), goal).data<float>().ToArray();
        for (var i = 0; i < states - 1; i++)
            Assert.Equal(-(1 - Math.Pow(config.Discount, states - 2 - i)) / (1 - config.Discount), values[i], 0.35);
    }
}
