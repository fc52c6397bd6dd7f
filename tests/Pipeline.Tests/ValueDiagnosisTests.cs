using HiqlRobotics.Contracts;
using HiqlRobotics.Tools.Reports;
using HiqlRobotics.Tools.Theory;

namespace HiqlRobotics.Pipeline.Tests;

public sealed class ValueDiagnosisTests
{
    // Row 1: a corridor along x with the origin in its first cell; row 3: another one, joined at the far end.
    private static readonly MazeLayout Maze = new(["11111", "10001", "11101", "10001", "11111"], 4);

    [Theory]
    [InlineData(0, 0, 2)]
    [InlineData(0, 8, 4)]
    [InlineData(8, 8, 2)]
    [InlineData(8, 0, 0)]
    public void Distance_in_cells_goes_round_the_wall(double x, double y, int cells) =>
        Assert.Equal(cells, new MazeDistance(Maze, 8, 0).Cells(x, y));

    [Fact]
    public void Distance_in_metres_falls_all_along_the_way()
    {
        // From one end to the other along the centre line, 0.1 m at a time.
        var distance = new MazeDistance(Maze, 0.5, 0.3);
        (double X, double Y)[] corners = [(0, 8), (8, 8), (8, 0), (0.5, 0)];
        var path = corners.Zip(corners.Skip(1)).SelectMany(leg => Enumerable.Range(0, 75).Select(i => (
            X: leg.First.X + (leg.Second.X - leg.First.X) * i / 75, Y: leg.First.Y + (leg.Second.Y - leg.First.Y) * i / 75))).ToArray();

        var metres = path.Select(point => distance.Metres(point.X, point.Y)).ToArray();

        Assert.All(metres.Zip(metres.Skip(1)), pair => Assert.True(pair.Second < pair.First, $"{pair}"));
    }

    [Fact]
    public void Goal_inside_a_wall_has_no_distances()
    {
        Assert.False(new MazeDistance(Maze, 0, 4).Reachable);
        Assert.Equal(-1, new MazeDistance(Maze, 0, 0).Cells(0, 4));
    }

    [Fact]
    public void Differences_are_summed_up_as_by_hand()
    {
        // 30 times 1 and 10 times −1: mean 0.5, variance (40 − 20 · 0.5) / 39, three of four in order.
        var sample = new DifferenceSample();
        for (var i = 0; i < 40; i++)
            sample.Add(start: i, goal: 0, i % 4 == 0 ? -1 : 1);

        var differences = sample.Summarize(new ClusterWeights(40, 0, seed: 1));

        Assert.Equal((40, 0.5, 0.75), (differences.Pairs, differences.Mean, differences.OrderConsistency));
        Assert.Equal(Math.Sqrt(30.0 / 39), differences.StandardDeviation!.Value, 1e-12);
        Assert.Equal(0.5 / Math.Sqrt(30.0 / 39), differences.SignalToNoise!.Value, 1e-12);
        // Binomial (40, 0.75): 97.5 % lie between 24 and 35.
        Assert.Equal(24 / 40.0, differences.OrderConsistencyCi95![0], 0.0251);
        Assert.Equal(35 / 40.0, differences.OrderConsistencyCi95[1], 0.0251);
    }

    [Fact]
    public void Pairs_that_share_their_start_are_one_piece_of_evidence()
    {
        var (alone, shared) = (new DifferenceSample(), new DifferenceSample());
        for (var i = 0; i < 100; i++)
        {
            alone.Add(i, 0, i % 5 < 2 ? -1 : 1);
            shared.Add(i % 5, 0, i % 5 < 2 ? -1 : 1);
        }

        Assert.True(Width(shared, 5) > 3 * Width(alone, 100));
    }

    [Fact]
    public void Too_few_pairs_say_nothing_and_the_page_says_so()
    {
        var nothing = new DifferenceSample().Summarize(new ClusterWeights(1, 1, 0));
        var page = ValueDiagnosisSection.Render(new ValueDiagnosis
        {
            Environment = "pointmaze-medium",
            Bundle = "b",
            BundleSha256 = "",
            Agent = "hiql",
            States = "s",
            Seed = 0,
            K = 25,
            DistanceUnit = "cells",
            Flat = nothing,
            Manager = nothing,
            Bins = [new DistanceBin(1, 2, nothing, nothing)],
        });

        Assert.Null(nothing.OrderConsistency);
        Assert.Contains("too few to say", page);
        Assert.Contains("25 steps", page);
    }

    private static double Width(DifferenceSample sample, int starts)
    {
        var interval = sample.Summarize(new ClusterWeights(starts, 0, seed: 2)).OrderConsistencyCi95!;
        return interval[1] - interval[0];
    }
}
