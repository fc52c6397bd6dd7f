using HiqlRobotics.Contracts;
using HiqlRobotics.Learning.Tests.Support;
using TorchSharp;

namespace HiqlRobotics.Learning.Tests;

public sealed class DiagnosticsTests
{
    // One head layer as V(s, g) = slope · s[0]: weights of a flat value whose hidden layer is a ReLU pass-through.
    private static AgentNetworks LinearValue(float slope)
    {
        var config = Toy.Config("gcivl") with { ValueHidden = [1], LayerNorm = false, ValueActivation = Export.Activation.Relu };
        var networks = new AgentNetworks(config, ObservationScaling.Identity(2), 2, seed: 0, torch.CPU);
        using var noGrad = torch.no_grad();
        foreach (var head in new[] { networks.Value!.First, networks.Value.Second })
        {
            head.Layers[0].Weight.copy_(torch.tensor((float[])[1, 0, 0, 0], [1, 4]));
            head.Layers[0].Bias.fill_(100);
            head.Layers[1].Weight.fill_(slope);
        }
        return networks;
    }

    private static TrajectoryDataset Line(int rows)
    {
        var observations = Enumerable.Range(0, rows).SelectMany(i => new[] { (float)i, 0f }).ToArray();
        return new TrajectoryDataset(observations, new float[2 * rows], Toy.Index(rows), ObservationScaling.Identity(2), torch.CPU);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(-1, 0.0)]
    public void Order_consistency_tells_rising_from_falling_values(float slope, double expected)
    {
        using var data = Line(400);
        using var networks = LinearValue(slope);
        var metrics = new OrderConsistency(data, apart: 25, new RandomStream(0, "tests")).Measure(networks);
        foreach (var name in new[] { "order_consistency", "order_consistency_near", "order_consistency_middle", "order_consistency_far" })
            Assert.Equal(expected, metrics[name]);
    }

    [Fact]
    public void A_value_that_only_knows_x_is_greedy_in_x_and_slopes_at_walls_by_hand_count()
    {
        // A corridor of three cells a b c from x = 0 to 8: V = x. Goals: from every cell the best neighbour lies to the right.
        // goal a: b→c wrong, c→b right (its only neighbour); goal b: a right, c right; goal c: a right, b right. One error of six.
        var maze = new MazeLayout(["11111", "10001", "11111"], 4);
        using var data = Line(9);
        using var networks = LinearValue(1);
        var metrics = new MazeValueCheck(maze, data).Measure(networks);
        Assert.Equal(1.0 / 6, metrics["greedy_errors"], 1e-9);
        Assert.False(metrics.ContainsKey("wall_ratio"));
    }

    [Fact]
    public void The_wall_ratio_compares_slopes_on_both_sides_of_a_wall()
    {
        // A U of seven cells around two wall cells. Across them lie (1,1)|(1,3), 6 steps apart on the way, and (2,1)|(2,3), 4 apart.
        // V = x has no slope along the U's arms (4 of 6 moves) and 4 per cell along its bottom (2 of 6): 4/3 on average.
        // Across the walls |ΔV| = 8: 8/6 or 8/4, where the goal makes the two sides differ by 4 or more.
        var maze = new MazeLayout(["11111", "10101", "10101", "10001", "11111"], 4);
        var cells = maze.FreeCells().Select(cell => maze.Center(cell.I, cell.J)).ToArray();
        var observations = cells.SelectMany(centre => new[] { (float)centre.X, (float)centre.Y }).Concat([0f, 0f]).ToArray();
        using var data = new TrajectoryDataset(observations, new float[16], Toy.Index(8), ObservationScaling.Identity(2), torch.CPU);
        using var networks = LinearValue(1);

        var metrics = new MazeValueCheck(maze, data).Measure(networks);

        // (1,1)|(1,3) differ by 6, 4, 2, 0, 2, 4, 6 over the seven goals along the U; (2,1)|(2,3) by 4, 4, 2, 0, 2, 4, 4.
        var across = new[] { 8 / 6.0, 8 / 4.0, 8 / 4.0, 8 / 6.0, 8 / 4.0, 8 / 4.0, 8 / 4.0, 8 / 4.0 }.Average();
        Assert.Equal(across / (4 / 3.0), metrics["wall_ratio"], 1e-6);
    }
}
