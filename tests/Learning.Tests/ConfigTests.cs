using System.Text.Json;
using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Export;

namespace HiqlRobotics.Learning.Tests;

public sealed class ConfigTests
{
    [Fact]
    public void Overrides_are_by_saved_names()
    {
        var config = ConfigOverrides.Apply(
            new HiqlConfig(), ["discount=0.995", "value_hidden=64,32", "value_activation=relu", "const_std=false", "batch_size=7"]);
        Assert.Equal((0.995, 7, false, Activation.Relu), (config.Discount, config.BatchSize, config.ConstStd, config.ValueActivation));
        Assert.Equal([64, 32], config.ValueHidden);
    }

    [Theory]
    [InlineData("discont=0.9", "discount")]
    [InlineData("discount", "key=value")]
    [InlineData("discount=high", "discount")]
    [InlineData("discount=1.5", "discount")]
    [InlineData("batch_size=1.5", "batch_size")]
    [InlineData("value_activation=swish", "value_activation")]
    [InlineData("value_hidden=64,x", "value_hidden")]
    [InlineData("actor_p_trajgoal=0.5", "sum to 1")]
    [InlineData("agent=gcbc", "--agent")]
    public void A_wrong_override_is_one_clear_line(string assignment, string named)
    {
        var error = Assert.Throws<InputException>(() => ConfigOverrides.Apply(new HiqlConfig(), [assignment]));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_configuration_survives_its_file()
    {
        var config = HiqlPresets.Create("hiql", "small", "pointmaze-large", "stitch");
        var text = JsonSerializer.Serialize(config, ContractJson.Document);
        var back = JsonSerializer.Deserialize<HiqlConfig>(text, ContractJson.Document)!;
        Assert.Equal(text, JsonSerializer.Serialize(back, ContractJson.Document));
        Assert.Contains("\"value_backup_steps\": 5", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pointmaze-medium", "navigate", 0.99, 25, 3, 1, 0)]
    [InlineData("antmaze-giant", "navigate", 0.995, 25, 3, 1, 0)]
    [InlineData("antmaze-large", "explore", 0.99, 25, 10, 0, 1)]
    [InlineData("humanoidmaze-medium", "stitch", 0.995, 100, 3, 0.5, 0.5)]
    [InlineData("cube-single", "play", 0.99, 10, 3, 1, 0)]
    public void Ogbench_settings_per_environment(string env, string type, double discount, int k, double alpha, double trajectory, double random)
    {
        var config = HiqlPresets.Create("hiql", "ogbench", env, type);
        Assert.Equal((discount, k), (config.Discount, config.SubgoalSteps));
        Assert.Equal((alpha, alpha), (config.LowAlpha, config.HighAlpha));
        Assert.Equal((trajectory, random), (config.ActorPTrajgoal, config.ActorPRandomgoal));
        Assert.Equal((1024, 3e-4, 0.005, 0.7), (config.BatchSize, config.LearningRate, config.Tau, config.Expectile));
    }

    [Fact]
    public void Agents_choose_their_own_defaults()
    {
        var flat = HiqlPresets.Create("gcivl", "ogbench", "pointmaze-medium", "navigate");
        Assert.Equal((0.9, 10.0), (flat.Expectile, flat.Alpha));
        Assert.Equal((0.9, 0.003, ActorLoss.Ddpgbc), Gciql("pointmaze-medium", "navigate"));
        Assert.Equal((0.9, 0.01, ActorLoss.Ddpgbc), Gciql("antmaze-large", "explore"));
        Assert.Equal((0.9, 1.0, ActorLoss.Ddpgbc), Gciql("puzzle-3x3", "play"));
        Assert.Equal((0.9, 0.03, ActorLoss.Ddpgbc), Gciql("scene", "noisy"));
        Assert.Equal(0.1, HiqlPresets.Create("gciql", "small", "pointmaze-medium", "navigate").Alpha);
        var latent = HiqlPresets.Create("lavl", "small", "pointmaze-large", "navigate");
        Assert.Equal((0.7, 1.0, 3.0, 3.0), (latent.Expectile, latent.ContinuityWeight, latent.LowAlpha, latent.HighAlpha));
        Assert.Equal((true, false, false, 1.0), (latent.LowActorRepGrad, latent.HighActorRepGrad, latent.NormalizeWeights, latent.ActorPTrajgoal));
        var clone = HiqlPresets.Create("gcbc", "ogbench", "pointmaze-medium", "stitch");
        Assert.Equal((1.0, 0.0), (clone.ActorPTrajgoal, clone.ActorPRandomgoal));
    }

    private static (double Expectile, double Alpha, ActorLoss Loss) Gciql(string environment, string type)
    {
        var config = HiqlPresets.Create("gciql", "ogbench", environment, type);
        return (config.Expectile, config.Alpha, config.ActorLoss);
    }

    [Theory]
    [InlineData("pointmaze-medium", "navigate", 0.999, 0.9, 10, 2, 3, 25, 1e-4, 0.5, true, true)]
    [InlineData("pointmaze-giant", "stitch", 0.999, 0.9, 10, 0.5, 3, 25, 1e-4, 0.5, true, true)]
    [InlineData("antmaze-large", "stitch", 0.999, 0.9, 10, 1, 3, 25, 3e-4, 0.3, false, true)]
    [InlineData("humanoidmaze-medium", "navigate", 0.999, 0.9, 0, 2, 3, 100, 3e-4, 0.5, true, true)]
    [InlineData("humanoidmaze-giant", "stitch", 0.999, 0.9, 0, 1, 3, 100, 3e-4, 0.3, false, true)]
    [InlineData("cube-single", "play", 0.99, 0.7, 0, 0.5, 10, 10, 3e-4, 0.5, true, false)]
    [InlineData("cube-double", "play", 0.99, 0.7, 0, 1, 10, 10, 3e-4, 0.5, true, false)]
    [InlineData("scene", "play", 0.998, 0.7, 10, 1, 3, 10, 3e-4, 0.5, true, false)]
    public void Lavls_settings_are_its_own(
        string env, string type, double discount, double expectile, double continuity, double high, double low, int k, double rate,
        double trajectory, bool geometric, bool repGrad)
    {
        var config = HiqlPresets.Create("lavl", "ogbench", env, type).Validated();
        Assert.Equal((discount, expectile, continuity), (config.Discount, config.Expectile, config.ContinuityWeight));
        Assert.Equal((high, low, k, rate), (config.HighAlpha, config.LowAlpha, config.SubgoalSteps, config.LearningRate));
        Assert.Equal((0.2, trajectory, geometric), (config.ValuePCurgoal, config.ValuePTrajgoal, config.ValueGeomSample));
        Assert.Equal((repGrad, repGrad, true), (config.LowActorRepGrad, config.HighActorRepGrad, config.NormalizeWeights));
        Assert.Equal((0.5, 0.5, 1000.0), (config.ActorPTrajgoal, config.ActorPRandomgoal, config.MaxGradientNorm));
        Assert.Equal((SubgoalRep.PhiGoal, 64, 1024), (config.SubgoalRep, config.LatentDim, config.BatchSize));
    }

    [Theory]
    [InlineData("hiql")]
    [InlineData("gcivl")]
    [InlineData("gciql")]
    [InlineData("gcbc")]
    [InlineData("lavl")]
    public void Small_settings_of_an_arm_can_train(string agent)
    {
        foreach (var environment in new[] { "cube-single", "scene", "puzzle-3x3" })
        {
            var config = HiqlPresets.Create(agent, "small", environment, "play").Validated();
            var chunks = agent == "hiql" && environment == "scene";
            Assert.Equal((10, chunks ? 4 : config.Hierarchical ? 8 : 1), (config.SubgoalSteps, config.ManagerPeriod));
            Assert.Equal(chunks ? (10, 3, 5) : (5, 0, 1), (config.ValueBackupSteps, config.PositionBands, config.ActionChunk));
            Assert.Equal(chunks, config.GoalParts);
            Assert.Equal((0.0, true, config.Hierarchical), (config.GoalPostureScale, config.SuccessLabels, config.WholeSubgoals));
            Assert.Equal(environment == "puzzle-3x3", config.GoalProducts);
        }
    }

    [Theory]
    [InlineData("hiql", "pointmaze-large", 10)]
    [InlineData("hiql", "antmaze-large", 5)]
    [InlineData("lavl", "pointmaze-medium", 10)]
    public void Small_settings_hold_a_subgoal_for_less_than_k(string agent, string environment, int period)
    {
        var config = HiqlPresets.Create(agent, "small", environment, "navigate");
        Assert.Equal((25, period), (config.SubgoalSteps, config.ManagerPeriod));
        Assert.Equal(25, HiqlPresets.Create("hiql", "ogbench", environment, "navigate").ManagerPeriod);
    }

    [Fact]
    public void The_papers_repository_has_only_its_agents() =>
        Assert.Contains("ogbench or small", Assert.Throws<InputException>(() => HiqlPresets.Create("gciql", "paper", "antmaze-large", "navigate")).Message, StringComparison.Ordinal);

    [Fact]
    public void The_paper_differs_where_the_papers_code_differs()
    {
        var config = HiqlPresets.Create("hiql", "paper", "antmaze-large", "navigate");
        Assert.Equal((1.0, 1.0, true, false), (config.LowAlpha, config.HighAlpha, config.RepGoalFirst, config.ConstStd));
        Assert.Equal((Activation.Relu, Activation.GeluTanh), (config.ActorActivation, config.ValueActivation));
        Assert.Equal((0.7, 0.3, SamplingRule.Paper), (config.ActorPTrajgoal, config.ActorPRandomgoal, config.Sampling));
        Assert.Equal([256, 256], config.ActorHidden);
    }

    [Fact]
    public void The_learning_rate_falls_linearly_over_its_last_part()
    {
        var config = new HiqlConfig { LearningRate = 1e-3, Steps = 100, DecayStart = 0.5 };
        Assert.Equal(1e-3, config.LearningRateAt(49), 12);
        Assert.Equal(1e-3, config.LearningRateAt(50), 12);
        Assert.Equal(5e-4, config.LearningRateAt(75), 12);
        Assert.Equal(2e-5, config.LearningRateAt(99), 12);
        Assert.Equal(1e-3, (config with { DecayStart = 1 }).LearningRateAt(99), 12);
    }

    [Theory]
    [InlineData("hicl", "ogbench")]
    [InlineData("hiql", "tiny")]
    public void Unknown_names_are_answered_with_the_known_ones(string agent, string preset) =>
        Assert.Contains("use one of", Assert.Throws<InputException>(() => HiqlPresets.Create(agent, preset, "pointmaze-medium", "navigate")).Message, StringComparison.Ordinal);
}
