using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Tests.Support;
using static TorchSharp.torch;

namespace HiqlRobotics.Learning.Tests;

public sealed class NetworkTests
{
    // The parameter counts of AntMaze: 29 observations, 8 actions.
    [Theory]
    [InlineData("paper", 78_096, 83_476)]
    [InlineData("ogbench", 549_896, 560_650)]
    public void Parameter_counts_are_the_published_ones(string preset, long low, long high)
    {
        var config = HiqlPresets.Create("hiql", preset, "antmaze-large", "navigate");
        using var networks = new AgentNetworks(config, ObservationScaling.Identity(29), 8, seed: 0, CPU);
        static long Count(IEnumerable<Tensor> parameters) => parameters.Sum(parameter => parameter.numel());
        Assert.Equal(563_722, Count(networks.GoalRep!.Network.Parameters));
        Assert.Equal(549_377, Count(networks.Value!.First.Parameters));
        Assert.Equal(1_098_754, Count(networks.Value.Parameters));
        Assert.Equal(1_098_754, Count(networks.TargetValue!.Parameters));
        Assert.Equal(low, Count(networks.Actor.Parameters));
        Assert.Equal(high, Count(networks.HighActor!.Parameters));
    }

    [Fact]
    public void Initial_weights_fill_their_bounds_and_biases_are_zero()
    {
        using var networks = new AgentNetworks(new HiqlConfig(), ObservationScaling.Identity(29), 8, seed: 0, CPU);
        var hidden = networks.Actor.Network.Layers[1].Weight.data<float>().ToArray();
        var last = networks.Actor.Network.Layers[^1].Weight.data<float>().ToArray();
        Assert.Equal(Math.Sqrt(6.0 / 1024), hidden.Max(Math.Abs), 1e-4);
        Assert.Equal(Math.Sqrt(0.06 / 520), last.Max(Math.Abs), 1e-4);
        Assert.All(networks.Actor.Network.Layers, layer => Assert.All(layer.Bias.data<float>().ToArray(), bias => Assert.Equal(0f, bias)));
    }

    [Fact]
    public void Heads_start_apart_and_seeds_differ()
    {
        using var one = new AgentNetworks(Toy.Config(), ObservationScaling.Identity(2), 2, seed: 0, CPU);
        using var other = new AgentNetworks(Toy.Config(), ObservationScaling.Identity(2), 2, seed: 1, CPU);
        static float[] Weight(Mlp network) => network.Layers[0].Weight.data<float>().ToArray();
        Assert.NotEqual(Weight(one.Value!.First), Weight(one.Value.Second));
        Assert.NotEqual(Weight(one.Value.First), Weight(other.Value!.First));
    }

    [Fact]
    public void A_latent_subgoal_has_length_root_of_its_dimension()
    {
        using var scope = NewDisposeScope();
        using var networks = new AgentNetworks(Toy.Config(), ObservationScaling.Identity(2), 2, seed: 0, CPU);
        using var data = Toy.Dataset();
        var rep = networks.GoalRep!.Forward(data.Observations, data.Observations * -1).data<float>().ToArray();
        foreach (var row in rep.Chunk(4))
            Assert.Equal(2.0, Math.Sqrt(row.Sum(value => (double)value * value)), 1e-5);
    }

    [Theory]
    [InlineData(SubgoalRep.Phi, 4)]
    [InlineData(SubgoalRep.Xy, 2)]
    public void A_workers_subgoal_has_its_factor(SubgoalRep rep, int width)
    {
        using var plain = new AgentNetworks(Toy.Config() with { SubgoalRep = rep }, ObservationScaling.Identity(2), 2, seed: 0, CPU);
        using var scaled = new AgentNetworks(Toy.Config() with { SubgoalRep = rep, SubgoalScale = 3 }, ObservationScaling.Identity(2), 2, seed: 0, CPU);

        Assert.Null(plain.Actor.Network.InputScale);
        Assert.Equal([1f, 1f, .. Enumerable.Repeat(3f, width)], scaled.Actor.Network.InputScale!);
        Assert.Null(scaled.HighActor!.Network.InputScale);
    }

    [Theory]
    [InlineData(SubgoalRep.Phi)]
    [InlineData(SubgoalRep.PhiGoal)]
    [InlineData(SubgoalRep.State)]
    [InlineData(SubgoalRep.Xy)]
    public void A_goal_without_posture_is_a_place_to_everyone(SubgoalRep rep)
    {
        using var scope = NewDisposeScope();
        var config = Toy.Config() with { SubgoalRep = rep, PostureScale = 0.2, GoalPostureScale = 0 };
        var scaling = new ObservationScaling([0, 0, 0, 0], [1, 1, 1, 1], PositionBands: 1);
        using var networks = new AgentNetworks(config, scaling, 2, seed: 0, CPU);
        Tensor Encoded(params float[] raw) => tensor(scaling.Encode(raw), [1, scaling.EncodedDim]);
        var (s, crouched) = (Encoded(1, 2, 3, 4), Encoded(1, 2, -3, 0));
        var (goal, other, elsewhere) = (Encoded(5, 6, 7, 8), Encoded(5, 6, -1, 0), Encoded(5, 4, 7, 8));
        float Value(Tensor state, Tensor target) => networks.MeanValue(state, target).item<float>();

        Assert.Equal(Value(s, goal), Value(s, other));
        Assert.NotEqual(Value(s, goal), Value(s, elsewhere));
        Assert.NotEqual(Value(s, goal), Value(crouched, goal));
        Assert.Equal(networks.HighActor!.Mean(s, goal).data<float>().ToArray(), networks.HighActor.Mean(s, other).data<float>().ToArray());
    }

    // Two standardised bits: only their product tells a goal that differs in one from a goal that differs in none. Weights
    // of 0 but for the product's leave w · (s₁ g₁).
    [Fact]
    public void A_network_reads_products_of_state_and_goal_behind_its_inputs()
    {
        using var scope = NewDisposeScope();
        var shape = new MlpShape(4, [], 1, Export.Activation.Relu, LayerNorm: false);
        using var network = new Mlp(shape, 1, new RandomStream(0, "tests/products"), CPU, [2f, 2f, 2f, 2f], new InputProducts([1], [3]));
        using (no_grad())
            network.Layers[0].Weight.copy_(tensor([0f, 0f, 0f, 0f, 3f], [1, 5]));

        var read = network.Forward(tensor([9f, 1f, 9f, -1f, 9f, -1f, 9f, -1f], [2, 4])).data<float>().ToArray();

        Assert.Equal([-3f, 3f], read);
    }

    [Theory]
    [InlineData("hiql", SubgoalRep.State, 1, 1, 0)]
    [InlineData("hiql", SubgoalRep.Phi, 0, 1, 0)]
    [InlineData("hiql", SubgoalRep.Xy, 0, 1, 0)]
    [InlineData("gciql", SubgoalRep.Phi, 1, 0, 1)]
    public void Products_are_where_a_state_lies_beside_a_goal(string agent, SubgoalRep rep, int value, int manager, int actor)
    {
        var config = Toy.Config(agent) with { SubgoalRep = rep, GoalProducts = true };
        var scaling = ObservationScaling.Identity(3) with { Purpose = [2] };
        using var networks = new AgentNetworks(config, scaling, 2, seed: 0, CPU);
        using var without = new AgentNetworks(config, ObservationScaling.Identity(3), 2, seed: 0, CPU);
        static int Count(Mlp? network) => network?.Products?.Count ?? 0;

        Assert.Equal((value, manager, actor), (Count(networks.Value!.First), Count(networks.HighActor?.Network), Count(networks.Actor.Network)));
        Assert.Equal(networks.Critic is null ? 0 : 1, Count(networks.Critic?.First));
        Assert.Equal(rep == SubgoalRep.Phi && networks.GoalRep is not null ? 1 : 0, Count(networks.GoalRep?.Network));
        Assert.Null(without.Actor.Network.Products);
    }
}
