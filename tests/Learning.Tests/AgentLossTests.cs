using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;
using HiqlRobotics.Learning.Tests.Support;
using TorchSharp;

namespace HiqlRobotics.Learning.Tests;

public sealed class AgentLossTests
{
    private const double Tolerance = 2e-5;

    public static TheoryData<string> Variants { get; } = ["small", "paper", "ogbench", "n-step", "state", "xy", "worker-batch", "goal"];

    private static HiqlConfig Config(string variant, string agent = "hiql") => variant switch
    {
        "paper" => Toy.Config(agent) with
        {
            RepGoalFirst = true,
            ConstStd = false,
            ActorActivation = Activation.Relu,
            LowAlpha = 1,
            HighAlpha = 1,
            FilterNanGradients = true,
        },
        "ogbench" => Toy.Config(agent) with { ValueActivation = Activation.GeluTanh, ActorActivation = Activation.GeluTanh },
        "n-step" => Toy.Config(agent) with { ValueBackupSteps = 4, LayerNorm = false },
        "state" => Toy.Config(agent) with { SubgoalRep = SubgoalRep.State },
        "goal" => Toy.Config(agent) with { SubgoalRep = SubgoalRep.PhiGoal, LowActorRepGrad = true },
        "worker-batch" => Toy.Config(agent) with { LowActorBatchSize = 40 },
        "xy" => Toy.Config(agent) with { SubgoalRep = SubgoalRep.Xy },
        _ => Toy.Config(agent),
    };

    // Thirty updates away from the start, so that target and online values, means and deviations differ.
    private static IAgent Trained(HiqlConfig config, TrajectoryDataset data, TwoLanes lanes)
    {
        var agent = AgentFactory.Create(config, ObservationScaling.Identity(Toy.ObservationDim), Toy.ActionDim, seed: 7, torch.CPU, lanes);
        for (var step = 0; step < 30; step++)
        {
            using var scope = torch.NewDisposeScope();
            agent.Update(Toy.Sample(data, config, (ulong)step), learningRate: 3e-3, measure: false);
        }
        return agent;
    }

    private static void AssertClose(double expected, double actual) =>
        Assert.Equal(expected, actual, Tolerance * (1 + Math.Abs(expected)));

    [Theory]
    [MemberData(nameof(Variants))]
    public void Hiql_losses_equal_the_formulas(string variant)
    {
        var config = Config(variant);
        using var scope = torch.NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        using var agent = Trained(config, data, lanes);
        var batch = Toy.Sample(data, config, seed: 99);

        var metrics = agent.Evaluate(batch);

        var (rows, networks) = (new Rows(batch), agent.Networks);
        double Value(double[] s, double[] g) => Reference.MeanValue(networks, config, s, g);
        var worker = new WorkerRows(batch.Worker!);
        Assert.Equal(variant == "worker-batch" ? 40 : rows.Count, worker.Count);
        AssertClose(Reference.ValueLoss(networks, config, rows), metrics["value/value_loss"]);
        AssertClose(
            Reference.RegressionLoss(
                networks.Actor, worker.Count,
                b => Reference.Weight(Value(worker.Nexts[b], worker.Goals[b]) - Value(worker.Observations[b], worker.Goals[b]), config.LowAlpha),
                b => [.. worker.Observations[b], .. Reference.Regressand(networks, config, worker.Observations[b], worker.Goals[b])],
                b => worker.Actions[b]),
            metrics["low_actor/actor_loss"]);
        Assert.Equal(
            Enumerable.Range(0, worker.Count).Average(b =>
            {
                var other = (b + 1) % worker.Count;
                double[] input = [.. worker.Observations[b], .. Reference.Regressand(networks, config, worker.Observations[other], worker.Goals[other])];
                return Reference.Forward(networks.Actor.Network, input).Zip(worker.Actions[b], (mean, action) => Math.Pow(action - mean, 2)).Average();
            }),
            metrics["low_actor/mse_other_subgoal"], 1e-4);
        AssertClose(
            Reference.RegressionLoss(
                networks.HighActor!, rows.Count,
                b => Reference.Weight(Value(rows.HighTargets![b], rows.HighGoals![b]) - Value(rows.Observations[b], rows.HighGoals[b]), config.HighAlpha),
                b => [.. rows.Observations[b], .. rows.HighGoals![b]],
                b => Reference.Regressand(networks, config, rows.Observations[b], rows.HighTargets![b])),
            metrics["high_actor/actor_loss"]);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public void Gcivl_losses_equal_the_formulas(string variant)
    {
        var config = Config(variant, "gcivl") with { Expectile = 0.9, Alpha = 10, ActorPTrajgoal = 0.5, ActorPRandomgoal = 0.5 };
        using var scope = torch.NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        using var agent = Trained(config, data, lanes);
        var batch = Toy.Sample(data, config, seed: 99);

        var metrics = agent.Evaluate(batch);

        var (rows, networks) = (new Rows(batch), agent.Networks);
        double Value(double[] s, double[] g) => Reference.MeanValue(networks, config, s, g);
        AssertClose(Reference.ValueLoss(networks, config, rows), metrics["value/value_loss"]);
        AssertClose(
            Reference.RegressionLoss(
                networks.Actor, rows.Count,
                b => Reference.Weight(Value(rows.Nexts[b], rows.ActorGoals![b]) - Value(rows.Observations[b], rows.ActorGoals[b]), config.Alpha),
                b => [.. rows.Observations[b], .. rows.ActorGoals![b]],
                b => rows.Actions[b]),
            metrics["actor/actor_loss"]);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("ogbench")]
    [InlineData("n-step")]
    [InlineData("state")]
    [InlineData("xy")]
    [InlineData("worker-batch")]
    public void Lavl_losses_equal_the_formulas(string variant)
    {
        var config = Lavl(Config(variant, "lavl"));
        using var scope = torch.NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        using var agent = Trained(config, data, lanes);
        var batch = Toy.Sample(data, config, seed: 99);

        var metrics = agent.Evaluate(batch);

        var (rows, networks, worker) = (new Rows(batch), agent.Networks, new WorkerRows(batch.Worker!));
        double Value(double[] s, double[] g) => Reference.MeanValue(networks, config, s, g);
        var continuity = Reference.ContinuityLoss(networks, config, rows);
        AssertClose(continuity, metrics["value/continuity_loss"]);
        AssertClose(Reference.LatentValueLoss(networks, config, rows), metrics["value/value_loss"]);
        double[] low = [.. Enumerable.Range(0, worker.Count).Select(b => Reference.Weight(
            Value(worker.Nexts[b], worker.Goals[b]) - Value(worker.Observations[b], worker.Goals[b]), config.LowAlpha))];
        double[] high = [.. Enumerable.Range(0, rows.Count).Select(b => Reference.Weight(
            Value(rows.HighTargets![b], rows.HighGoals![b]) - Value(rows.Observations[b], rows.HighGoals[b]), config.HighAlpha))];
        AssertClose(
            Reference.RegressionLoss(
                networks.Actor, worker.Count, b => low[b] / (low.Average() + 1e-3),
                b => [.. worker.Observations[b], .. Reference.Regressand(networks, config, worker.Observations[b], worker.Goals[b])],
                b => worker.Actions[b]),
            metrics["low_actor/actor_loss"]);
        AssertClose(
            Reference.RegressionLoss(
                networks.HighActor!, rows.Count, b => high[b] / (high.Average() + 1e-3),
                b => [.. rows.Observations[b], .. rows.HighGoals![b]],
                b => Reference.Regressand(networks, config, rows.Observations[b], rows.HighTargets![b])),
            metrics["high_actor/actor_loss"]);
    }

    // Everything that LAVL adds is on.
    private static HiqlConfig Lavl(HiqlConfig config) => config with
    {
        SubgoalRep = config.SubgoalRep == SubgoalRep.Phi ? SubgoalRep.PhiGoal : config.SubgoalRep,
        LatentDim = 5,
        ContinuityWeight = 10,
        NormalizeWeights = true,
        MaxGradientNorm = 1000,
        LowActorRepGrad = true,
        HighActorRepGrad = true,
        ActorPTrajgoal = 0.5,
        ActorPRandomgoal = 0.5,
    };

    [Fact]
    public void A_step_within_reach_costs_nothing_and_beyond_it_its_square()
    {
        using var scope = torch.NewDisposeScope();
        double Loss(float step) => Losses.Continuity(torch.tensor([step]), torch.tensor([1.5f])).item<float>();
        Assert.Equal(0, Loss(0.5f), 1e-6);
        Assert.Equal(0.1 * Math.Log(2), Loss(-1.5f), 1e-6);
        Assert.Equal(3 * 3 - 1.5 * 1.5, Loss(-3), 1e-5);
    }

    [Fact]
    public void A_subgoal_that_depends_on_the_state_is_none_of_lavls()
    {
        using var lanes = new TwoLanes(1);
        var error = Assert.Throws<InputException>(() => AgentFactory.Create(
            Toy.Config("lavl"), ObservationScaling.Identity(Toy.ObservationDim), Toy.ActionDim, seed: 7, torch.CPU, lanes));
        Assert.Contains("phi_goal", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("small", ActorLoss.Ddpgbc)]
    [InlineData("ogbench", ActorLoss.Ddpgbc)]
    [InlineData("n-step", ActorLoss.Ddpgbc)]
    [InlineData("small", ActorLoss.Awr)]
    public void Gciql_losses_equal_the_formulas(string variant, ActorLoss actorLoss)
    {
        var config = Config(variant, "gciql") with { Expectile = 0.9, Alpha = 0.3, ActorLoss = actorLoss, ActorPTrajgoal = 0.5, ActorPRandomgoal = 0.5 };
        using var scope = torch.NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        using var agent = Trained(config, data, lanes);
        var batch = Toy.Sample(data, config, seed: 99);

        var metrics = agent.Evaluate(batch);

        var (rows, networks) = (new Rows(batch), agent.Networks);
        AssertClose(Reference.CriticLoss(networks, rows), metrics["critic/critic_loss"]);
        AssertClose(Reference.ImplicitValueLoss(networks, config, rows), metrics["value/value_loss"]);
        double Imitation(Func<int, double> weight) => Reference.RegressionLoss(
            networks.Actor, rows.Count, weight, b => [.. rows.Observations[b], .. rows.ActorGoals![b]], b => rows.Actions[b]);
        if (actorLoss == ActorLoss.Awr)
        {
            AssertClose(
                Imitation(b => Reference.Weight(
                    Reference.SmallestQ(networks.Critic!, rows.Observations[b], rows.ActorGoals![b], rows.Actions[b])
                        - Reference.Forward(networks.Value!.First, [.. rows.Observations[b], .. rows.ActorGoals[b]])[0],
                    config.Alpha)),
                metrics["actor/actor_loss"]);
            return;
        }
        AssertClose(Reference.ClimbLoss(networks, rows), metrics["actor/q_loss"]);
        AssertClose(Imitation(_ => 0.3), metrics["actor/bc_loss"]);
        AssertClose(metrics["actor/q_loss"] + metrics["actor/bc_loss"], metrics["actor/actor_loss"]);
    }

    [Theory]
    [InlineData(ActorLoss.Ddpgbc)]
    [InlineData(ActorLoss.Awr)]
    public void Gciql_learns_actions_from_labelled_rows_alone(ActorLoss actorLoss)
    {
        var config = Toy.Config("gciql") with { ActorLoss = actorLoss };
        using var scope = torch.NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        using var partly = Toy.Dataset(row => row is >= 20 and < 35);
        using var agent = Trained(config, data, lanes);
        // What an unlabelled row holds in place of an action must not matter.
        var mangled = Toy.Dataset(row => row is >= 20 and < 35);
        mangled.Actions.narrow(0, 0, 20).fill_(0.5);
        mangled.Actions.narrow(0, 35, 30).fill_(-0.5);

        var metrics = agent.Evaluate(Toy.Sample(partly, config, seed: 99));

        foreach (var (name, value) in agent.Evaluate(Toy.Sample(mangled, config, seed: 99)).Where(metric => metric.Key.EndsWith("_loss", StringComparison.Ordinal)))
            Assert.Equal(value, metrics[name], 1e-6 * (1 + Math.Abs(value)));
        Assert.NotEqual(agent.Evaluate(Toy.Sample(data, config, seed: 99))["critic/critic_loss"], metrics["critic/critic_loss"]);
        mangled.Dispose();
    }

    [Fact]
    public void Gcbc_loss_equals_the_formula()
    {
        var config = Toy.Config("gcbc");
        using var scope = torch.NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        using var agent = Trained(config, data, lanes);
        var batch = Toy.Sample(data, config, seed: 99);

        var metrics = agent.Evaluate(batch);

        var rows = new Rows(batch);
        AssertClose(
            Reference.RegressionLoss(
                agent.Networks.Actor, rows.Count, _ => 1, b => [.. rows.Observations[b], .. rows.ActorGoals![b]], b => rows.Actions[b]),
            metrics["actor/actor_loss"]);
    }

    [Theory]
    [InlineData("hiql", "low_actor/actor_loss")]
    [InlineData("gcivl", "actor/actor_loss")]
    [InlineData("gcbc", "actor/actor_loss")]
    public void Without_actions_a_row_trains_everything_but_the_actor_of_actions(string agentName, string actorLoss)
    {
        var config = Toy.Config(agentName);
        using var scope = torch.NewDisposeScope();
        using var lanes = new TwoLanes(1);
        using var data = Toy.Dataset();
        using var partly = Toy.Dataset(row => row is >= 20 and < 35);
        using var agent = Trained(config, data, lanes);

        var all = agent.Evaluate(Toy.Sample(data, config, seed: 99));
        var some = agent.Evaluate(Toy.Sample(partly, config, seed: 99));

        foreach (var (name, loss) in all.Where(metric => metric.Key.EndsWith("_loss", StringComparison.Ordinal) && metric.Key != actorLoss))
            Assert.Equal(loss, some[name]);
        var batch = Toy.Sample(partly, config, seed: 99);
        var rows = new Rows(batch);
        var labelled = batch.HasActions!.data<float>().ToArray();
        Assert.InRange(labelled.Sum(), 1, rows.Count - 1);
        double Value(double[] s, double[] g) => Reference.MeanValue(agent.Networks, config, s, g);
        var share = rows.Count / labelled.Sum();
        AssertClose(
            Reference.RegressionLoss(
                agent.Networks.Actor, rows.Count,
                b => labelled[b] * share * (agentName == "gcbc" ? 1 : Reference.Weight(
                    Value(rows.Nexts[b], Goal(rows, b)) - Value(rows.Observations[b], Goal(rows, b)), agentName == "hiql" ? config.LowAlpha : config.Alpha)),
                b => [.. rows.Observations[b], .. agentName == "hiql"
                    ? Reference.Phi(agent.Networks, config, rows.Observations[b], Goal(rows, b)) : Goal(rows, b)],
                b => rows.Actions[b]),
            some[actorLoss]);
    }

    private static double[] Goal(Rows rows, int b) => (rows.LowGoals ?? rows.ActorGoals)![b];

    [Fact]
    public void A_tie_takes_the_upper_side_of_the_expectile()
    {
        using var scope = torch.NewDisposeScope();
        var advantage = torch.tensor([0f, 1f, -1f]);
        var difference = torch.tensor([1f, 1f, 1f]);
        Assert.Equal((0.7 + 0.7 + 0.3) / 3, Losses.Expectile(advantage, difference, 0.7).item<float>(), 1e-6);
    }

    [Fact]
    public void Weights_are_clipped_at_one_hundred()
    {
        using var scope = torch.NewDisposeScope();
        var weights = Losses.AdvantageWeight(torch.tensor([0f, 1f, 5f]), 3).data<float>().ToArray();
        Assert.Equal([1.0, Math.Exp(3), 100.0], weights.Select(weight => (double)weight), (a, b) => Math.Abs(a - b) < 1e-4);
    }
}
